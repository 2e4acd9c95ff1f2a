import { createHash } from "node:crypto";
import type {
  DescribePolicyRequest,
  DescribePolicyResponse,
  ListPoliciesForTargetRequest,
  ListPoliciesForTargetResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  ListTargetsForPolicyRequest,
  ListTargetsForPolicyResponse,
  PolicySummary,
  PolicyTargetSummary,
  PolicyTypeSummary,
} from "@aws-sdk/client-organizations";
import type { Fleet, FleetAccount } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { rootArn, unitsOf } from "./organization-units.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall } from "./service.ts";

/** A service control policy of the organisation beside FullAWSAccess. */
export interface PlantedControlPolicy {
  readonly name: string;
  /** The document; text stands as it is. */
  readonly document: object | string;
  /** What it is attached to: `Root`, names of units, or ids of accounts. */
  readonly on: readonly string[];
}

/** Who in the organisation is there, and who may ask. */
export interface OrganizationMembers {
  readonly onlyForReaders: (call: ServiceCall) => void;
  readonly members: (fleet: Fleet) => readonly FleetAccount[];
}

type ControlPolicy = PolicySummary & {
  readonly Id: string;
  readonly Content: string;
  readonly on: readonly string[] | null;
};

const PAGE = 20;
const invalidToken = "InvalidInputException";

/** The policy that AWS attaches to every root, unit and account of an organisation that turned SCPs on. */
const fullAccess: ControlPolicy = {
  Id: "p-FullAWSAccess",
  Arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
  Name: "FullAWSAccess",
  Description: "Allows access to every operation",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
  Content: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
  on: null,
};

/** What most organisations deny, and what no planted role needs: no verdict of any role depends on it. */
export const usualControlPolicies: readonly PlantedControlPolicy[] = [
  {
    name: "DenyLeavingOrganization",
    document: {
      Version: "2012-10-17",
      Statement: [{ Sid: "Stay", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
    },
    on: ["Workloads"],
  },
];

/** The kinds of policies that the root has turned on. */
export function policyTypes(planted: readonly PlantedControlPolicy[] | null): PolicyTypeSummary[] {
  return planted === null ? [] : [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }];
}

/** Service control policies as AWS Organizations answers for them; null: they are turned off. */
export function createPolicyOperations(
  planted: readonly PlantedControlPolicy[] | null,
  { onlyForReaders, members }: OrganizationMembers,
) {
  const policiesOf = (fleet: Fleet) => [fullAccess, ...(planted ?? []).map((policy) => toPolicy(fleet, policy))];
  const targetsOf = ({ fleet }: ServiceCall, { on }: ControlPolicy) => {
    const targets = planted === null ? [] : targetsIn(fleet, members(fleet));
    return on === null ? targets : targets.filter((target) => on.includes(calledBy(target)));
  };
  const find = (fleet: Fleet, id: string | undefined): ControlPolicy => {
    const policy = policiesOf(fleet).find(({ Id }) => Id === id);
    if (policy === undefined) {
      throw new AwsError("PolicyNotFoundException", `No policy ${id} exists in this organization.`);
    }
    return policy;
  };

  const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (input, call) => {
    onlyForReaders(call);
    const policies = input.Filter === "SERVICE_CONTROL_POLICY" ? policiesOf(call.fleet) : [];
    const { items, next } = pageOf(call, policies, requestOf(input));
    return { Policies: items.map(summaryOf), NextToken: next };
  };
  const listPoliciesForTarget: Operation<ListPoliciesForTargetRequest, ListPoliciesForTargetResponse> = (
    input,
    call,
  ) => {
    onlyForReaders(call);
    if (!targetsIn(call.fleet, members(call.fleet)).some(({ TargetId }) => TargetId === input.TargetId)) {
      throw new AwsError("TargetNotFoundException", `No target ${input.TargetId} exists in this organization.`);
    }
    const policies = input.Filter === "SERVICE_CONTROL_POLICY" ? policiesOf(call.fleet) : [];
    const attached = policies.filter((policy) =>
      targetsOf(call, policy).some(({ TargetId }) => TargetId === input.TargetId),
    );
    const { items, next } = pageOf(call, attached, requestOf(input));
    return { Policies: items.map(summaryOf), NextToken: next };
  };
  const describePolicy: Operation<DescribePolicyRequest, DescribePolicyResponse> = (input, call) => {
    onlyForReaders(call);
    const policy = find(call.fleet, input.PolicyId);
    return { Policy: { PolicySummary: summaryOf(policy), Content: policy.Content } };
  };
  const listTargetsForPolicy: Operation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse> = (input, call) => {
    onlyForReaders(call);
    const { items, next } = pageOf(call, targetsOf(call, find(call.fleet, input.PolicyId)), requestOf(input));
    return { Targets: items, NextToken: next };
  };
  return {
    ListPolicies: listPolicies,
    ListPoliciesForTarget: listPoliciesForTarget,
    DescribePolicy: describePolicy,
    ListTargetsForPolicy: listTargetsForPolicy,
  };
}

/** Everything that a policy can be attached to: the root, its units, the accounts. */
function targetsIn(fleet: Fleet, accounts: readonly FleetAccount[]): PolicyTargetSummary[] {
  return [
    { TargetId: fleet.organization.rootId, Arn: rootArn(fleet), Name: "Root", Type: "ROOT" },
    ...unitsOf(fleet).map(({ id, arn, name }) => ({
      TargetId: id,
      Arn: arn,
      Name: name,
      Type: "ORGANIZATIONAL_UNIT" as const,
    })),
    ...accounts.map(({ id, arn, name }) => ({ TargetId: id, Arn: arn, Name: name, Type: "ACCOUNT" as const })),
  ];
}

/** Accounts by their ids, all else by its name. */
function calledBy({ Type, Name = "", TargetId = "" }: PolicyTargetSummary): string {
  return Type === "ACCOUNT" ? TargetId : Name;
}

function toPolicy({ organization }: Fleet, { name, document, on }: PlantedControlPolicy): ControlPolicy {
  const Id = `p-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
  return {
    Id,
    Arn: `arn:aws:organizations::${organization.managementAccountId}:policy/${organization.id}/service_control_policy/${Id}`,
    Name: name,
    Description: "",
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: false,
    Content: typeof document === "string" ? document : JSON.stringify(document),
    on,
  };
}

function summaryOf({ Content: _content, on: _on, ...summary }: ControlPolicy): PolicySummary {
  return summary;
}

function requestOf({ NextToken, MaxResults }: { NextToken?: string | undefined; MaxResults?: number | undefined }) {
  return { token: NextToken, limit: MaxResults, size: PAGE, invalidToken };
}
