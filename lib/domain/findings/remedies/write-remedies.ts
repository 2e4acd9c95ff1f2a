import type { RuleId } from "#lib/domain/findings/finding.ts";
import { asyncNoFailureDestinationRemedies } from "./async-no-failure-destination.ts";
import { functionPolicyPublicRemedies } from "./function-policy-public.ts";
import { functionSingleAzRemedies } from "./function-single-az.ts";
import { functionUrlPublicRemedies } from "./function-url-public.ts";
import type { Remedy, RemedySubject, WriteRemedies } from "./remedy.ts";
import { roleAdminRemedies } from "./role-admin.ts";
import { roleWildcardServiceRemedies } from "./role-wildcard-service.ts";
import { runtimeDeprecatedRemedies } from "./runtime-deprecated.ts";

const writers: Readonly<Record<RuleId, WriteRemedies>> = {
  "role-admin": roleAdminRemedies,
  "role-wildcard-service": roleWildcardServiceRemedies,
  "function-policy-public": functionPolicyPublicRemedies,
  "function-url-public": functionUrlPublicRemedies,
  "runtime-deprecated": runtimeDeprecatedRemedies,
  "function-single-az": functionSingleAzRemedies,
  "async-no-failure-destination": asyncNoFailureDestinationRemedies,
};

/** The ways to mend a finding, concrete for its resource as far as its evidence goes. */
export function writeRemedies(subject: RemedySubject): readonly Remedy[] {
  return writers[subject.rule](subject);
}
