import { isNarrowing } from "#lib/domain/iam/narrowing-condition.ts";
import type { Condition, Principal } from "#lib/domain/iam/policy-document.ts";
import type { AccessSurroundings, AccountStanding, Caller, GrantVerdict } from "./function-grant.ts";
import { callerAccountsOf, organisationsOf, sourceLimitOf } from "./grant-limits.ts";
import { serviceName, sourceKeysOf } from "./source-keys.ts";

/** Whom a grant lets in, how far, and why. */
export interface JudgedCaller {
  readonly caller: Caller;
  readonly verdict: GrantVerdict;
  readonly because: string;
}

const judged = (caller: Caller, verdict: GrantVerdict, because: string): JudgedCaller => ({ caller, verdict, because });

/** The organisations that satisfy every test. */
function inAllOf([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(first)].filter((id) => others.every((ids) => ids.includes(id)));
}

/** Members of an organisation that is not this one stay strangers; while this one's id is not known, they count as its own. */
function isOwnOrganisation(lists: readonly (readonly string[])[], own: string | null): boolean | null {
  if (lists.length === 0) return false;
  return own === null ? null : inAllOf(lists).every((id) => id === own);
}

function standingOf(accountId: string, around: AccessSurroundings): AccountStanding {
  if (accountId === around.accountId) return "own";
  return around.knownAccounts.has(accountId) ? "known" : "foreign";
}

const accountWords: Readonly<Record<AccountStanding, string>> = {
  own: "the function's own account",
  known: "another account of this fleet",
  organisation: "an account that gets in only as a member of the organisation that the statement names",
  foreign: "an account that is not known here",
};

function judgeAccount(accountId: string, tests: readonly Condition[], around: AccessSurroundings): JudgedCaller {
  const standing = standingOf(accountId, around);
  const inOrganisation = isOwnOrganisation(organisationsOf(tests), around.organisationId) !== false;
  const caller = {
    kind: "account",
    accountId,
    standing: standing === "foreign" && inOrganisation ? "organisation" : standing,
  } as const;
  const named = callerAccountsOf(tests);
  if (named !== null && !named.includes(accountId))
    return judged(caller, "none", `Its conditions ask for another account than ${accountId}.`);
  const whose = accountWords[caller.standing];
  return judged(caller, tests.length === 0 ? "open" : "limited", `The statement names account ${accountId}, ${whose}.`);
}

function judgeEveryone(
  tests: readonly Condition[],
  left: readonly (readonly string[])[],
  around: AccessSurroundings,
): readonly JudgedCaller[] {
  const everyone = { kind: "everyone" } as const;
  const accounts = callerAccountsOf(tests);
  if (accounts !== null) {
    if (accounts.length === 0) return [judged(everyone, "none", "Its conditions ask for two accounts at once.")];
    return accounts.map((accountId) => judgeAccount(accountId, tests, around));
  }
  const lists = organisationsOf(tests);
  if (lists.length > 0) {
    const organisationIds = inAllOf(lists);
    const isOwn = isOwnOrganisation(lists, around.organisationId);
    const caller = { kind: "organisation", organisationIds, isOwn } as const;
    if (organisationIds.length === 0)
      return [judged(caller, "none", "Its conditions ask for two organisations at once.")];
    const doubt = isOwn === null ? " Whether that is this fleet's own is not known." : "";
    const ids = organisationIds.join(" or ");
    return [judged(caller, "limited", `Every account of organisation ${ids} gets in.${doubt}`)];
  }
  if (left.length > 0)
    return [judged(everyone, "limited", `A Deny leaves only ${left.map((names) => names.join(", ")).join(" and ")}.`)];
  return tests.some(isNarrowing)
    ? [judged(everyone, "limited", "The statement names everyone, and its conditions keep most out.")]
    : [judged(everyone, "open", "The statement names everyone, and no condition keeps a stranger out.")];
}

const strangeness: readonly AccountStanding[] = ["own", "known", "organisation", "foreign"];

function judgeService(principal: string, tests: readonly Condition[], around: AccessSurroundings): JudgedCaller {
  const { isLimited, accountIds } = sourceLimitOf(tests, around.accountId);
  const standings = accountIds.map((accountId) => standingOf(accountId, around));
  const service = serviceName(principal);
  const sendsSource = sourceKeysOf(principal) !== null;
  const caller: Caller = {
    kind: "service",
    service,
    hasSource: isLimited,
    sourceAccountIds: accountIds,
    sourceStanding: standings.toSorted((a, b) => strangeness.indexOf(b) - strangeness.indexOf(a))[0] ?? null,
    sendsSource,
  };
  if (isLimited) {
    const whose = accountIds.length > 0 ? `for account ${accountIds.join(" or ")}` : "under its conditions";
    return judged(caller, "limited", `${service} may invoke ${whose} only.`);
  }
  const open = sendsSource
    ? `${service} may invoke for anyone's resources: no condition names a source or its account.`
    : `${service} may invoke; AWS does not say that it tells for whom.`;
  return judged(caller, "open", open);
}

/** Whom a principal stands for, under all tests that a call must meet. */
export function judgeCallers(
  principal: Principal,
  tests: readonly Condition[],
  left: readonly (readonly string[])[],
  around: AccessSurroundings,
): readonly JudgedCaller[] {
  switch (principal.kind) {
    case "everyone":
      return judgeEveryone(tests, left, around);
    case "service":
      return [judgeService(principal.text, tests, around)];
    case "aws":
      return principal.accountId === null
        ? [judged({ kind: "other" }, "none", "The identity was deleted; nobody can be it any more.")]
        : [judgeAccount(principal.accountId, tests, around)];
    default:
      return [judged({ kind: "other" }, "none", "Lambda lets in no principal of this kind.")];
  }
}
