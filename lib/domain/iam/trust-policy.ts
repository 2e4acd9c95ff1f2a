import { parsePolicyDocument } from "./parse-policy-document.ts";
import type { ParsedPolicy, PolicyError, PolicyStatement } from "./policy-document.ts";
import { coversAction, namesEveryone, statementPrincipals } from "./resource-policy.ts";

const lambdaService = "lambda.amazonaws.com";
const assumeRole = "sts:AssumeRole";

/** Reads a role's trust policy (`AssumeRolePolicyDocument`, URL-encoded or not). Never throws. */
export function parseTrustPolicy(document: unknown): ParsedPolicy | PolicyError {
  return parsePolicyDocument(document, "trust");
}

function namesService(statement: PolicyStatement, service: string): boolean {
  return statementPrincipals(statement).some(
    (principal) => principal.kind === "service" && principal.text.toLowerCase() === service,
  );
}

/** Allow statements by which `service` (a service principal) may assume the role; a condition does not exclude it. */
function statementsTrustingService(policy: ParsedPolicy, service: string): readonly PolicyStatement[] {
  const concerned = policy.statements.filter(
    (statement) =>
      coversAction(statement, assumeRole) && (namesService(statement, service) || namesEveryone(statement)),
  );
  const denied = concerned.some((statement) => statement.effect === "Deny" && statement.conditions.length === 0);
  return denied ? [] : concerned.filter((statement) => statement.effect === "Allow");
}

/** Whether the trust policy lets `lambda.amazonaws.com` assume the role. */
export function trustsLambda(policy: ParsedPolicy): boolean {
  return statementsTrustingService(policy, lambdaService).length > 0;
}
