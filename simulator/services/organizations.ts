import type {
  Account,
  DescribeOrganizationResponse,
  DescribePolicyRequest,
  DescribePolicyResponse,
  ListAccountsRequest,
  ListAccountsResponse,
  ListDelegatedAdministratorsResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  ListTargetsForPolicyRequest,
  ListTargetsForPolicyResponse,
  PolicySummary,
} from "@aws-sdk/client-organizations";
import type { FleetAccount } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { page, pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 20;
const invalidToken = "InvalidInputException";

/** The policy that AWS attaches to every root, unit and account of an organisation that turned SCPs on. */
const fullAccess: PolicySummary & { Content: string } = {
  Id: "p-FullAWSAccess",
  Arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
  Name: "FullAWSAccess",
  Description: "Allows access to every operation",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
  Content: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
};

const listAccounts: Operation<ListAccountsRequest, ListAccountsResponse> = (input, call) => {
  onlyFromManagement(call);
  const { accounts } = call.fleet;
  const request = { token: input.NextToken, limit: input.MaxResults, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, accounts, request);
  return { Accounts: items.map(toAccount), NextToken: next };
};

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

const listDelegatedAdministrators: Operation<object, ListDelegatedAdministratorsResponse> = (_input, call) => {
  onlyFromManagement(call);
  return { DelegatedAdministrators: [] };
};

const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (input, call) => {
  onlyFromManagement(call);
  const { Content: _content, ...summary } = fullAccess;
  return { Policies: input.Filter === "SERVICE_CONTROL_POLICY" ? [summary] : [] };
};

const describePolicy: Operation<DescribePolicyRequest, DescribePolicyResponse> = (input, call) => {
  onlyFromManagement(call);
  findPolicy(input.PolicyId);
  const { Content, ...PolicySummary } = fullAccess;
  return { Policy: { PolicySummary, Content } };
};

const listTargetsForPolicy: Operation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse> = (input, call) => {
  onlyFromManagement(call);
  findPolicy(input.PolicyId);
  const { organization, accounts } = call.fleet;
  const root = {
    TargetId: organization.rootId,
    Arn: organization.arn.replace(":organization/", ":root/").concat(`/${organization.rootId}`),
    Name: "Root",
    Type: "ROOT" as const,
  };
  const targetAt = (index: number) => {
    const account = accounts[index - 1];
    return account === undefined
      ? root
      : { TargetId: account.id, Arn: account.arn, Name: account.name, Type: "ACCOUNT" as const };
  };
  const request = { token: input.NextToken, limit: input.MaxResults, size: PAGE, invalidToken };
  const { items, next } = page(call, accounts.length + 1, targetAt, request);
  return { Targets: items, NextToken: next };
};

function toAccount(account: FleetAccount): Account {
  return {
    Id: account.id,
    Arn: account.arn,
    Email: account.email,
    Name: account.name,
    Status: "ACTIVE",
    State: "ACTIVE",
    JoinedMethod: account.management ? "INVITED" : "CREATED",
    JoinedTimestamp: account.joinedAt,
  };
}

function findPolicy(id: string | undefined): void {
  if (id !== fullAccess.Id) {
    throw new AwsError("PolicyNotFoundException", `No policy ${id} exists in this organization.`);
  }
}

/** Member accounts may describe the organisation, nothing more. */
function onlyFromManagement(call: ServiceCall): void {
  if (call.accountId !== call.fleet.organization.managementAccountId) {
    throw new AwsError("AccessDeniedException", "You don't have permissions to access this resource.");
  }
}

export const organizations = {
  ListAccounts: listAccounts,
  DescribeOrganization: describeOrganization,
  ListDelegatedAdministrators: listDelegatedAdministrators,
  ListPolicies: listPolicies,
  DescribePolicy: describePolicy,
  ListTargetsForPolicy: listTargetsForPolicy,
} satisfies ServiceOperations;
