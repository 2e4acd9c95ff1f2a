import type { RuleId } from "#lib/domain/findings/finding.ts";
import { asyncNoFailureDestinationRemedies } from "./async-no-failure-destination.ts";
import { functionLayerForeignRemedies } from "./function-layer-foreign.ts";
import { functionPolicyForeignAccountRemedies } from "./function-policy-foreign-account.ts";
import { functionPolicyPublicRemedies } from "./function-policy-public.ts";
import { functionServiceUnlimitedRemedies } from "./function-service-unlimited.ts";
import { functionSingleAzRemedies } from "./function-single-az.ts";
import { functionUrlPublicRemedies } from "./function-url-public.ts";
import { narrowStatementsRemedies } from "./narrow-statements.ts";
import type { Remedy, RemedySubject, WriteRemedies } from "./remedy.ts";
import { roleAdminRemedies } from "./role-admin.ts";
import { rolePrivilegeEscalationRemedies } from "./role-privilege-escalation.ts";
import { roleSharedRemedies } from "./role-shared.ts";
import { roleTrustRemedies } from "./role-trust.ts";
import { roleWildcardServiceRemedies } from "./role-wildcard-service.ts";
import { runtimeDeprecatedRemedies } from "./runtime-deprecated.ts";

const writers: Readonly<Record<RuleId, WriteRemedies>> = {
  "role-admin": roleAdminRemedies,
  "role-privilege-escalation": rolePrivilegeEscalationRemedies,
  "role-wildcard-service": roleWildcardServiceRemedies,
  "role-credentials-exposure": narrowStatementsRemedies,
  "role-data-exfiltration": narrowStatementsRemedies,
  "role-resource-exposure": narrowStatementsRemedies,
  "role-wildcard-resource-write": narrowStatementsRemedies,
  "role-trust": roleTrustRemedies,
  "role-shared": roleSharedRemedies,
  "function-policy-public": functionPolicyPublicRemedies,
  "function-policy-foreign-account": functionPolicyForeignAccountRemedies,
  "function-service-unlimited": functionServiceUnlimitedRemedies,
  "function-url-public": functionUrlPublicRemedies,
  "function-layer-foreign": functionLayerForeignRemedies,
  "runtime-deprecated": runtimeDeprecatedRemedies,
  "function-single-az": functionSingleAzRemedies,
  "async-no-failure-destination": asyncNoFailureDestinationRemedies,
};

/** The ways to mend a finding, concrete for its resource as far as its evidence goes. */
export function writeRemedies(subject: RemedySubject): readonly Remedy[] {
  return writers[subject.rule](subject);
}
