import { isAlwaysMet } from "#lib/domain/iam/always-met-condition.ts";
import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";
import type { ParsedPolicy, PolicyStatement, Principal } from "#lib/domain/iam/policy-document.ts";
import { coversAction } from "#lib/domain/iam/resource-policy.ts";

/**
 * Whether a statement speaks of the function or of what is beneath it (`ARN:*`). A policy without a Resource speaks of
 * what it is attached to.
 */
export function coversResource({ resources }: PolicyStatement, target: string): boolean {
  if (resources === null) return true;
  const listed = resources.patterns.some((pattern) => matchPattern(pattern, target));
  if (resources.mode === "allBut") return !listed;
  return listed || resources.patterns.some((pattern) => patternsOverlap(pattern, `${target}:*`));
}

function isSame(one: Principal, other: Principal): boolean {
  return one.kind === other.kind && one.text.toLowerCase() === other.text.toLowerCase();
}

/** Whether a principal is `named`, or belongs to the account that `named` stands for. */
function isWithin(principal: Principal, named: Principal): boolean {
  if (named.kind === "everyone" || isSame(principal, named)) return true;
  if (named.kind !== "aws" || principal.kind !== "aws" || named.accountId === null) return false;
  const isWholeAccount = named.text === named.accountId || named.text.endsWith(":root");
  return isWholeAccount && named.accountId === principal.accountId;
}

/** `NotPrincipal` denies everyone but those it names; whoever belongs to an account that it names is not sure to be left out. */
function denies(deny: PolicyStatement, principal: Principal): boolean {
  if (deny.principals === null) return false;
  const { mode, principals } = deny.principals;
  if (mode === "only") return principals.some((named) => isWithin(principal, named));
  if (principal.kind === "everyone") return false;
  return !principals.some((named) => isWithin(principal, named) || isWithin(named, principal));
}

const isUnconditional = ({ conditions }: PolicyStatement) => conditions.every(isAlwaysMet);

/** The policy as far as it bears on a function: a Deny counts only where it covers the function itself. */
export function policyOn(policy: ParsedPolicy, target: string): ParsedPolicy {
  const statements = policy.statements.filter(({ effect, resources }) => {
    if (effect === "Allow" || resources === null) return true;
    const listed = resources.patterns.some((pattern) => matchPattern(pattern, target));
    return resources.mode === "only" ? listed : !listed;
  });
  return { ...policy, statements };
}

/** The Deny that takes `action` from a principal whatever the call; null where none does. */
export function denialOf(principal: Principal, policy: ParsedPolicy, action: string): PolicyStatement | null {
  const denial = policy.statements.find(
    (other) =>
      other.effect === "Deny" && isUnconditional(other) && coversAction(other, action) && denies(other, principal),
  );
  return denial ?? null;
}

/** Whom `NotPrincipal` of Deny statements leaves of a grant for everyone, as written; empty where there is no such Deny. */
export function leftByDenials(policy: ParsedPolicy, action: string): readonly (readonly string[])[] {
  return policy.statements.flatMap((deny) => {
    if (deny.effect !== "Deny" || deny.principals?.mode !== "allBut" || !isUnconditional(deny)) return [];
    return coversAction(deny, action) ? [deny.principals.principals.map(({ text }) => text)] : [];
  });
}
