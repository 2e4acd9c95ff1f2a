import type {
  Account,
  AccountState,
  DescribeOrganizationResponse,
  ListAccountsForParentRequest,
  ListAccountsRequest,
  ListAccountsResponse,
  ListDelegatedAdministratorsResponse,
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
  ListParentsRequest,
  ListParentsResponse,
  ListRootsResponse,
} from "@aws-sdk/client-organizations";
import type { Fleet, FleetAccount } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import {
  createPolicyOperations,
  type OrganizationMembers,
  type PlantedControlPolicy,
  policyTypes,
} from "./control-policies.ts";
import { parentOf, rootArn, unitsOf } from "./organization-units.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 20;
const invalidToken = "InvalidInputException";

const describeOrganization: Operation<object, DescribeOrganizationResponse> = (_input, call) => {
  const { id, arn, managementAccountId, managementAccountEmail } = call.fleet.organization;
  return {
    Organization: {
      Id: id,
      Arn: arn,
      FeatureSet: "ALL",
      MasterAccountId: managementAccountId,
      MasterAccountArn: call.fleet.account(managementAccountId)?.arn,
      MasterAccountEmail: managementAccountEmail,
    },
  };
};

/** What of the organisation is not as usual. */
export interface OrganizationStory {
  /** Member accounts that may read the organisation as the management account may. */
  readonly delegatedAdministrators: readonly string[];
  /** By account id; ACTIVE where it is not here. */
  readonly states: ReadonlyMap<string, AccountState>;
  /** Accounts that have left: no list names them any more. */
  readonly left: ReadonlySet<string>;
  /** Service control policies beside FullAWSAccess; null: they are turned off. */
  readonly controlPolicies: readonly PlantedControlPolicy[] | null;
}

/** AWS Organizations as one organisation answers. */
export function createOrganizations(story: OrganizationStory): ServiceOperations {
  const members = (fleet: Fleet) => fleet.accounts.filter(({ id }) => !story.left.has(id));
  const toAccount = (account: FleetAccount): Account => {
    const state = story.states.get(account.id) ?? "ACTIVE";
    return {
      Id: account.id,
      Arn: account.arn,
      Email: account.email,
      Name: account.name,
      Status: state === "PENDING_CLOSURE" ? "PENDING_CLOSURE" : state === "ACTIVE" ? "ACTIVE" : "SUSPENDED",
      State: state,
      JoinedMethod: account.management ? "INVITED" : "CREATED",
      JoinedTimestamp: account.joinedAt,
    };
  };
  /** Member accounts may describe the organisation, nothing more, unless they were made delegated administrators. */
  const onlyForReaders = ({ accountId, fleet }: ServiceCall): void => {
    const may =
      accountId === fleet.organization.managementAccountId || story.delegatedAdministrators.includes(accountId);
    if (!may) throw new AwsError("AccessDeniedException", "You don't have permissions to access this resource.");
  };
  const listOf = (call: ServiceCall, accounts: readonly FleetAccount[], input: ListAccountsRequest) => {
    const request = { token: input.NextToken, limit: input.MaxResults, size: PAGE, invalidToken };
    const { items, next } = pageOf(call, accounts, request);
    return { Accounts: items.map(toAccount), NextToken: next };
  };

  const listAccounts: Operation<ListAccountsRequest, ListAccountsResponse> = (input, call) => {
    onlyForReaders(call);
    return listOf(call, members(call.fleet), input);
  };
  const listAccountsForParent: Operation<ListAccountsForParentRequest, ListAccountsResponse> = (input, call) => {
    onlyForReaders(call);
    findParent(call.fleet, input.ParentId);
    const accounts = members(call.fleet).filter((account) => parentOf(call.fleet, account) === input.ParentId);
    return listOf(call, accounts, input);
  };
  const listDelegatedAdministrators: Operation<object, ListDelegatedAdministratorsResponse> = (_input, call) => {
    onlyForReaders(call);
    const found = members(call.fleet).filter(({ id }) => story.delegatedAdministrators.includes(id));
    return {
      DelegatedAdministrators: found.map((account) => ({
        ...toAccount(account),
        DelegationEnabledDate: account.joinedAt,
      })),
    };
  };
  const readers = { onlyForReaders, members };
  return {
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    DescribeOrganization: describeOrganization,
    ListDelegatedAdministrators: listDelegatedAdministrators,
    ...createUnitOperations(story, readers),
    ...createPolicyOperations(story.controlPolicies, readers),
  } satisfies ServiceOperations;
}

function createUnitOperations(
  { controlPolicies }: OrganizationStory,
  { onlyForReaders, members }: OrganizationMembers,
) {
  const listRoots: Operation<object, ListRootsResponse> = (_input, call) => {
    onlyForReaders(call);
    const { rootId } = call.fleet.organization;
    return {
      Roots: [{ Id: rootId, Arn: rootArn(call.fleet), Name: "Root", PolicyTypes: policyTypes(controlPolicies) }],
    };
  };
  const listUnits: Operation<ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse> = (
    input,
    call,
  ) => {
    onlyForReaders(call);
    findParent(call.fleet, input.ParentId);
    const units = unitsOf(call.fleet).filter(({ parentId }) => parentId === input.ParentId);
    const request = { token: input.NextToken, limit: input.MaxResults, size: PAGE, invalidToken };
    const { items, next } = pageOf(call, units, request);
    return {
      OrganizationalUnits: items.map(({ id, arn, name }) => ({ Id: id, Arn: arn, Name: name })),
      NextToken: next,
    };
  };
  const listParents: Operation<ListParentsRequest, ListParentsResponse> = (input, call) => {
    onlyForReaders(call);
    const account = members(call.fleet).find(({ id }) => id === input.ChildId);
    if (account === undefined) throw new AwsError("ChildNotFoundException", `No child ${input.ChildId} exists.`);
    const id = parentOf(call.fleet, account);
    return { Parents: [{ Id: id, Type: id.startsWith("r-") ? "ROOT" : "ORGANIZATIONAL_UNIT" }] };
  };
  return { ListRoots: listRoots, ListOrganizationalUnitsForParent: listUnits, ListParents: listParents };
}

function findParent(fleet: Fleet, id: string | undefined): void {
  if (id !== fleet.organization.rootId && !unitsOf(fleet).some((unit) => unit.id === id)) {
    throw new AwsError("ParentNotFoundException", `No parent ${id} exists in this organization.`);
  }
}
