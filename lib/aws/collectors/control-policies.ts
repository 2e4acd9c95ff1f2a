import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type AwsFailure, AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type {
  ControlReading,
  ObservedControlPolicy,
  OrganizationPlace,
} from "#lib/domain/accounts/control-policies.ts";
import { type CollectContext, callOf, type RequiredAction } from "./collector.ts";
import { inParallel } from "./in-parallel.ts";
import {
  allOf,
  type OrganizationRoot,
  organizationIdOf,
  organizationsAtOnce,
  organizationsPage,
} from "./organization-units.ts";

const why = "roles are judged by what service control policies leave them";

/** What reading service control policies needs. */
export const controlActions: readonly RequiredAction[] = [
  { action: "organizations:ListRoots", why },
  { action: "organizations:ListOrganizationalUnitsForParent", why },
  { action: "organizations:ListAccountsForParent", why },
  { action: "organizations:ListPolicies", why },
  { action: "organizations:DescribePolicy", why },
  { action: "organizations:ListTargetsForPolicy", why },
];

/** Organizations allows 10,000 service control policies. */
const mostPolicies = 20_000;

/** How the organisation is read; each part is asked for when it is first needed, and once. */
export interface OrganizationTree {
  roots(): Promise<readonly OrganizationRoot[]>;
  places(): Promise<readonly OrganizationPlace[]>;
}

interface ListedPolicy {
  readonly policyId: string;
  readonly name: string;
  readonly arn: string;
}

/**
 * Reads all service control policies, what each is attached to, and what stands under what. What keeps AWS from telling
 * for good is a reading, too; what may pass is thrown.
 *
 * Targets are asked by policy: an organisation has a handful of policies, each of which takes a call for every 20 targets,
 * where ListPoliciesForTarget takes one for each account and unit. No answer says when a policy was last changed, so each
 * that is attached somewhere is described every time.
 */
export async function readControlPolicies(context: CollectContext, tree: OrganizationTree): Promise<ControlReading> {
  try {
    const roots = await tree.roots();
    const managementAccountId = roots[0]?.managementAccountId ?? null;
    if (!roots.some(({ policyTypes }) => policyTypes.includes("SERVICE_CONTROL_POLICY"))) {
      return {
        state: "notApplicable",
        reason: "The organisation has service control policies turned off.",
        managementAccountId,
      };
    }
    if (managementAccountId === null) {
      throw malformedAnswer(callOf(context, "organizations", "ListRoots"), "Root.Arn names no management account");
    }
    const listed = await listPolicies(context);
    const places = await tree.places();
    const policies = await inParallel(listed, organizationsAtOnce, (policy) => readPolicy(context, policy));
    return { state: "known", managementAccountId, policies, places };
  } catch (error) {
    const reading = error instanceof AwsFailureError ? unreadControls(error.failure, false) : null;
    if (reading === null) throw error;
    return reading;
  }
}

const lasting: ReadonlySet<AwsFailure["kind"]> = new Set(["denied", "unsupported", "notFound", "malformed"]);

/** Whether a failure is one that trying again does not help, as far as reading the organisation goes. */
export function isLasting({ kind }: AwsFailure): boolean {
  return lasting.has(kind);
}

/**
 * What a call that failed for good says of service control policies; null where it may pass.
 *
 * @param outside whether the organisation lets the caller read nothing at all
 */
export function unreadControls(failure: AwsFailure, outside: boolean): ControlReading | null {
  const { errorName, state, reason, remedy } = failure;
  if (errorName === "AWSOrganizationsNotInUseException") {
    return { state: "notApplicable", reason: "The account is in no organisation.", managementAccountId: null };
  }
  return isLasting(failure) ? { state, reason, remedy, outside } : null;
}

async function listPolicies(context: CollectContext): Promise<readonly ListedPolicy[]> {
  const call = callOf(context, "organizations", "ListPolicies");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listPolicies(
        { Filter: "SERVICE_CONTROL_POLICY", MaxResults: organizationsPage, NextToken },
        options,
      ),
    );
    const items = read.requiredList(answer.Policies, "Policies").map((item): ListedPolicy => {
      const policy = read.record(item, "Policy");
      const policyId = organizationIdOf(policy.Id, "Policy.Id", call);
      return { policyId, name: textOrNull(policy.Name) ?? policyId, arn: textOrNull(policy.Arn) ?? policyId };
    });
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  const listed = new Map((await allOf(pages)).map((policy) => [policy.policyId, policy]));
  if (listed.size > mostPolicies) throw malformedAnswer(call, `there are more than ${mostPolicies} policies`);
  return [...listed.values()];
}

async function readPolicy(context: CollectContext, policy: ListedPolicy): Promise<ObservedControlPolicy> {
  const targetIds = await targetsOf(context, policy);
  if (targetIds.length === 0) return { ...policy, targetIds, content: null, unread: null };
  const content = await contentOf(context, policy);
  return { ...policy, targetIds, content, unread: content === null ? "DescribePolicy sent no document." : null };
}

async function targetsOf(context: CollectContext, { policyId: PolicyId }: ListedPolicy): Promise<readonly string[]> {
  const call = callOf(context, "organizations", "ListTargetsForPolicy");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listTargetsForPolicy({ PolicyId, MaxResults: organizationsPage, NextToken }, options),
    );
    const items = read
      .requiredList(answer.Targets, "Targets")
      .map((item) => organizationIdOf(read.record(item, "Target").TargetId, "Target.TargetId", call));
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  return [...new Set(await allOf(pages))];
}

async function contentOf(context: CollectContext, { policyId: PolicyId }: ListedPolicy): Promise<string | null> {
  const call = callOf(context, "organizations", "DescribePolicy");
  const answer = await context.call("organizations", call.operation, (organizations, options) =>
    organizations.describePolicy({ PolicyId }, options),
  );
  return textOrNull(readAnswerOf(call).record(answer.Policy, "Policy").Content);
}
