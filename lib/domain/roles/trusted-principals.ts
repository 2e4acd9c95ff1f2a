import { statementPrincipals } from "#lib/domain/iam/resource-policy.ts";
import { parseTrustPolicy } from "#lib/domain/iam/trust-policy.ts";

/** Who a trust policy lets assume the role, as written, each once and sorted. Empty where it cannot be read. */
export function trustedPrincipals(trustPolicy: unknown): readonly string[] {
  const policy = parseTrustPolicy(trustPolicy);
  if (policy.kind === "error") return [];
  const named = policy.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => statementPrincipals(statement).map(({ text }) => text));
  return [...new Set(named)].sort();
}
