import type { FindingRule, RuleId } from "./finding.ts";
import { asyncNoFailureDestination } from "./rules/async-no-failure-destination.ts";
import { functionLayerForeign } from "./rules/function-layer-foreign.ts";
import { functionPolicyForeignAccount } from "./rules/function-policy-foreign-account.ts";
import { functionPolicyPublic } from "./rules/function-policy-public.ts";
import { functionServiceUnlimited } from "./rules/function-service-unlimited.ts";
import { functionSingleAz } from "./rules/function-single-az.ts";
import { functionUrlPublic } from "./rules/function-url-public.ts";
import { roleAdmin } from "./rules/role-admin.ts";
import { roleCredentialsExposure } from "./rules/role-credentials-exposure.ts";
import { roleDataExfiltration } from "./rules/role-data-exfiltration.ts";
import { rolePrivilegeEscalation } from "./rules/role-privilege-escalation.ts";
import { roleResourceExposure } from "./rules/role-resource-exposure.ts";
import { roleShared } from "./rules/role-shared.ts";
import { roleTrust } from "./rules/role-trust.ts";
import { roleWildcardResourceWrite } from "./rules/role-wildcard-resource-write.ts";
import { roleWildcardService } from "./rules/role-wildcard-service.ts";
import { runtimeDeprecated } from "./rules/runtime-deprecated.ts";
import type { FunctionSubject, RoleSubject } from "./subjects.ts";

/** Every rule over functions. A new rule is a file under rules/ and a line here. */
export const functionRules: readonly FindingRule<FunctionSubject>[] = [
  functionPolicyPublic,
  functionPolicyForeignAccount,
  functionServiceUnlimited,
  functionUrlPublic,
  functionLayerForeign,
  runtimeDeprecated,
  functionSingleAz,
  asyncNoFailureDestination,
];

/** Every rule over execution roles. */
export const roleRules: readonly FindingRule<RoleSubject>[] = [
  roleAdmin,
  rolePrivilegeEscalation,
  roleWildcardService,
  roleCredentialsExposure,
  roleDataExfiltration,
  roleResourceExposure,
  roleWildcardResourceWrite,
  roleTrust,
  roleShared,
];

export type RuleDescription = Omit<FindingRule<never>, "evaluate">;

const byId: ReadonlyMap<string, RuleDescription> = new Map(
  [...roleRules, ...functionRules].map(({ id, severity, title, remedy }) => [id, { id, severity, title, remedy }]),
);

/** What a rule is, for pages and exports; null for an id that no rule has (any more). */
export function describeRule(id: RuleId | string): RuleDescription | null {
  return byId.get(id) ?? null;
}
