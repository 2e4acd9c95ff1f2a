import type { Severity } from "#lib/domain/findings/finding.ts";
import { isAlwaysMet } from "./always-met-condition.ts";
import { parseConditionOperator } from "./condition-operator.ts";
import { isOnlyWildcards } from "./match-pattern.ts";
import { isNarrowing } from "./narrowing-condition.ts";
import type {
  Condition,
  JsonObject,
  ParsedPolicy,
  PolicyError,
  PolicyStatement,
  Principal,
} from "./policy-document.ts";
import { coversAction, namesEveryone, statementPrincipals } from "./resource-policy.ts";
import { isOpenWebIdentity } from "./web-identity.ts";

/** What is known of the accounts around a role. */
export interface TrustSurroundings {
  /** The role's own account. */
  readonly accountId: string;
  /** Accounts of the same organisation; with others every trust is one in a third party. */
  readonly knownAccounts: ReadonlySet<string>;
}

/** What may be wrong with whom a role trusts. */
export type TrustIssueKind =
  /** Anyone at all may assume it. */
  | "anyPrincipal"
  /** An account outside the organisation may. */
  | "foreignAccount"
  /** Such an account may without showing an external id, so it can be made to act for somebody else. */
  | "missingExternalId"
  /** Any identity of a web identity provider may, since none is named. */
  | "webIdentityWithoutSubject";

/** One thing that may be wrong, with the statement that shows it. */
export interface TrustIssue {
  readonly kind: TrustIssueKind;
  readonly severity: Severity;
  /** One sentence. */
  readonly because: string;
  /** As written: `*`, an account, an ARN or a provider. */
  readonly principal: string;
  /** The account trusted; null for everyone and for providers. */
  readonly accountId: string | null;
  readonly statement: JsonObject;
}

/** Another account that may assume a role. */
export interface TrustedAccount {
  readonly accountId: string;
  /** Whether it belongs to the organisation. */
  readonly known: boolean;
}

export type TrustVerdicts =
  | {
      readonly state: "known";
      /** By kind, principal and place in the document. */
      readonly issues: readonly TrustIssue[];
      /** Services that may assume the role, sorted. That they do so without source conditions is no issue: see {@link judgeTrust}. */
      readonly services: readonly string[];
      /** Accounts other than its own, sorted. */
      readonly accounts: readonly TrustedAccount[];
      /** Identity providers that it trusts, sorted. */
      readonly providers: readonly string[];
    }
  | { readonly state: "unknown"; readonly reason: string };

const assumeRole = "sts:AssumeRole";
const withWebIdentity = "sts:AssumeRoleWithWebIdentity";
const withSaml = "sts:AssumeRoleWithSAML";

/** Negated tests of a Deny, turned round: what such a Deny leaves is what the positive test would let in. */
const positives: Readonly<Record<string, string>> = {
  stringnotequals: "StringEquals",
  stringnotequalsignorecase: "StringEqualsIgnoreCase",
  stringnotlike: "StringLike",
  arnnotequals: "ArnEquals",
  arnnotlike: "ArnLike",
  notipaddress: "IpAddress",
};

function turnedRound(condition: Condition): Condition | null {
  const { base, quantifier } = parseConditionOperator(condition.operator);
  const operator = positives[base];
  return operator === undefined || quantifier !== null ? null : { ...condition, operator };
}

/** The one test that a Deny for everyone adds to every grant of `action`; null where it adds none. */
function guardOf(deny: PolicyStatement, action: string): Condition | null {
  if (deny.effect !== "Deny" || !namesEveryone(deny) || !coversAction(deny, action)) return null;
  const [first, ...others] = deny.conditions.filter((condition) => !isAlwaysMet(condition));
  return first === undefined || others.length > 0 ? null : turnedRound(first);
}

/** All tests that a call of `action` must meet by a statement and by the Deny statements beside it. */
export function testsOn(statement: PolicyStatement, policy: ParsedPolicy, action: string): readonly Condition[] {
  return [...statement.conditions, ...policy.statements.flatMap((other) => guardOf(other, action) ?? [])];
}

/** Whether a Deny without conditions takes `action` from the principal: for everyone, or naming it or its account. */
function isDenied(principal: Principal, policy: ParsedPolicy, action: string): boolean {
  return policy.statements.some((other) => {
    if (other.effect !== "Deny" || other.conditions.length > 0 || !coversAction(other, action)) return false;
    return statementPrincipals(other).some((named) => {
      if (named.kind === "everyone") return true;
      if (named.kind === principal.kind && named.text.toLowerCase() === principal.text.toLowerCase()) return true;
      return named.kind === "aws" && principal.kind === "aws" && isWholeAccount(named, principal.accountId);
    });
  });
}

function isWholeAccount({ text, accountId }: Principal & { kind: "aws" }, wanted: string | null): boolean {
  return accountId !== null && accountId === wanted && (text === accountId || text.endsWith(":root"));
}

/** The values that a positive test, which an absent key fails, demands of `key`; null where none does. */
function demanded(tests: readonly Condition[], key: string): readonly string[] | null {
  const found = tests.find((test) => {
    const { base, quantifier, ifExists } = parseConditionOperator(test.operator);
    const isPositive = /^(stringequals|stringlike|arnequals|arnlike)/.test(base);
    return isPositive && !ifExists && quantifier !== "all" && test.key.toLowerCase() === key;
  });
  return found?.values ?? null;
}

function demandsExternalId(tests: readonly Condition[]): boolean {
  const values = demanded(tests, "sts:externalid");
  return values !== null && values.length > 0 && !values.some(isOnlyWildcards);
}

/** One grant of a trust policy: who may call what, and under which tests. */
interface Grant {
  readonly principal: Principal;
  readonly tests: readonly Condition[];
  readonly statement: PolicyStatement;
}

function grantsOf(policy: ParsedPolicy, action: string): readonly Grant[] {
  return policy.statements
    .filter((statement) => statement.effect === "Allow" && coversAction(statement, action))
    .flatMap((statement) =>
      statementPrincipals(statement)
        .filter((principal) => !isDenied(principal, policy, action))
        .map((principal) => ({ principal, tests: testsOn(statement, policy, action), statement })),
    );
}

function issueOf(
  { principal, statement }: Grant,
  kind: TrustIssueKind,
  severity: Severity,
  because: string,
  accountId: string | null = null,
): TrustIssue {
  return { kind, severity, because, principal: principal.text, accountId, statement: statement.written };
}

/** The accounts to which a grant is given: the principal's, or for everyone those that a condition names. */
function accountsOf({ principal, tests }: Grant): readonly string[] {
  if (principal.kind === "aws") return principal.accountId === null ? [] : [principal.accountId];
  if (principal.kind !== "everyone") return [];
  const numbers = demanded(tests, "aws:principalaccount") ?? [];
  const arns = demanded(tests, "aws:principalarn") ?? [];
  return [...numbers, ...arns.map((arn) => arn.split(":")[4] ?? "")].filter((text) => /^\d{12}$/.test(text));
}

function issuesOfEveryone(grant: Grant): readonly TrustIssue[] {
  const { principal, tests } = grant;
  if (principal.kind !== "everyone" || tests.some(isNarrowing)) return [];
  return demandsExternalId(tests)
    ? [issueOf(grant, "anyPrincipal", "high", "Anyone who knows the external id may assume the role.")]
    : [issueOf(grant, "anyPrincipal", "critical", "Anyone with an AWS account may assume the role.")];
}

function issuesOfAccounts(grant: Grant, around: TrustSurroundings): readonly TrustIssue[] {
  // An organisation's condition keeps third parties out, whichever account is named.
  if (grant.tests.some((test) => isNarrowing(test) && /^aws:principalorg(id|paths)$/i.test(test.key))) return [];
  return accountsOf(grant).flatMap((accountId) => {
    if (accountId === around.accountId || around.knownAccounts.has(accountId)) return [];
    const outside = `Account ${accountId}, which is not one of the organisation's known accounts,`;
    const foreign = issueOf(grant, "foreignAccount", "low", `${outside} may assume the role.`, accountId);
    if (demandsExternalId(grant.tests)) return [foreign];
    const because = `${outside} may assume the role without an external id.`;
    return [foreign, issueOf(grant, "missingExternalId", "medium", because, accountId)];
  });
}

function issuesOfWebIdentity(grant: Grant): readonly TrustIssue[] {
  const { principal, tests } = grant;
  if (principal.kind !== "federated" && (principal.kind !== "everyone" || tests.some(isNarrowing))) return [];
  if (!isOpenWebIdentity(principal.text, tests)) return [];
  const provider = principal.text === "*" ? "any provider" : principal.text;
  const because = `Any identity of ${provider} may assume the role, since no condition names its subject.`;
  return [issueOf(grant, "webIdentityWithoutSubject", "high", because)];
}

const sortedSet = (texts: readonly string[]) => [...new Set(texts)].sort();
const kinds: readonly TrustIssueKind[] = [
  "anyPrincipal",
  "foreignAccount",
  "missingExternalId",
  "webIdentityWithoutSubject",
];

function inOrder(issues: readonly TrustIssue[]): readonly TrustIssue[] {
  const key = ({ kind, principal }: TrustIssue) => `${kinds.indexOf(kind)} ${principal}`;
  return [...issues].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}

function judge(policy: ParsedPolicy, around: TrustSurroundings): TrustVerdicts {
  const assumed = grantsOf(policy, assumeRole);
  const web = grantsOf(policy, withWebIdentity);
  const federated = [...web, ...grantsOf(policy, withSaml)].filter(({ principal }) => principal.kind === "federated");
  const others = sortedSet(assumed.flatMap(accountsOf)).filter((accountId) => accountId !== around.accountId);
  return {
    state: "known",
    issues: inOrder([
      ...assumed.flatMap((grant) => [...issuesOfEveryone(grant), ...issuesOfAccounts(grant, around)]),
      ...web.flatMap(issuesOfWebIdentity),
    ]),
    services: sortedSet(
      assumed.flatMap(({ principal }) => (principal.kind === "service" ? [principal.text.toLowerCase()] : [])),
    ),
    accounts: others.map((accountId) => ({ accountId, known: around.knownAccounts.has(accountId) })),
    providers: sortedSet(federated.map(({ principal }) => principal.text)),
  };
}

/**
 * Judges whom a role's trust policy lets in.
 *
 * A service that may assume the role is told and never counted as an issue for want of `aws:SourceAccount` or
 * `aws:SourceArn`: Lambda, EC2 and most others send neither when they assume a role, so a trust policy that asks for
 * them is one that the service can no longer use.
 */
export function judgeTrust(document: ParsedPolicy | PolicyError, around: TrustSurroundings): TrustVerdicts {
  if (document.kind === "error") return { state: "unknown", reason: document.message };
  return judge(document, around);
}
