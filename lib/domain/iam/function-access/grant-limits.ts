import { isAlwaysMet } from "#lib/domain/iam/always-met-condition.ts";
import { conditionWords } from "#lib/domain/iam/decide/explain-decision.ts";
import { isNarrowing } from "#lib/domain/iam/narrowing-condition.ts";
import type { Condition } from "#lib/domain/iam/policy-document.ts";

const organisationKeys = new Set(["aws:principalorgid", "aws:principalorgpaths"]);
const accountKeys = new Set(["aws:principalaccount", "aws:principalarn"]);
const account = /^\d{12}$/;

const keyOf = ({ key }: Condition) => key.toLowerCase();

/** The tests that keep some call out: those that practically every call meets are left out. */
export function realTests(tests: readonly Condition[]): readonly Condition[] {
  return tests.filter((test) => !isAlwaysMet(test));
}

/** A test as part of a sentence. What an event source token is stays with whoever set it. */
export function testWords(test: Condition): string {
  if (keyOf(test) === "lambda:eventsourcetoken") return "the caller shows the event source token";
  return conditionWords({ ...test, state: "unknown" });
}

/** Ids of the organisations that callers must belong to by each test that says so; empty where none does. */
export function organisationsOf(tests: readonly Condition[]): readonly (readonly string[])[] {
  return tests
    .filter((test) => organisationKeys.has(keyOf(test)) && isNarrowing(test))
    .map(({ values }) => values.map((value) => value.split("/")[0] ?? value));
}

/** Accounts that callers must belong to by each test that says so, as far as each value names one. */
function accountsOf(test: Condition): readonly string[] | null {
  if (!accountKeys.has(keyOf(test)) || !isNarrowing(test)) return null;
  const named = test.values.map((value) => (account.test(value) ? value : (value.split(":")[4] ?? "")));
  return named.every((id) => account.test(id)) ? named : null;
}

/** The accounts that callers must belong to by all tests together; null where no test names accounts. */
export function callerAccountsOf(tests: readonly Condition[]): readonly string[] | null {
  const lists = tests.flatMap((test) => {
    const named = accountsOf(test);
    return named === null ? [] : [named];
  });
  const [first, ...others] = lists;
  if (first === undefined) return null;
  return [...new Set(first)].filter((id) => others.every((list) => list.includes(id))).sort();
}

/** For whom a service invokes: the account that a value of a source key names, `named` where it names a source without one. */
function sourceOwner(key: string, value: string, ownAccountId: string): string | "named" | null {
  if (/^\$\{aws:resourceaccount\}$/i.test(value)) return ownAccountId;
  if (key === "aws:sourceaccount") return account.test(value) ? value : null;
  if (key === "aws:sourceorgid") return /[*?$]/.test(value) ? null : "named";
  if (key === "aws:sourceorgpaths") return /^o-[^*?$/]+\//.test(value) ? "named" : null;
  if (key !== "aws:sourcearn") return "named";
  const fields = value.split(":");
  const owner = fields[4] ?? "";
  if (fields.length < 6) return null;
  if (/^\$\{aws:resourceaccount\}$/i.test(owner)) return ownAccountId;
  if (account.test(owner)) return owner;
  // A bucket's ARN names no account; its name is nobody else's as long as the bucket is there.
  return owner === "" && !/^[*?$]/.test(fields.slice(5).join(":")) ? "named" : null;
}

/** Whether a service's grant is limited to what it does for somebody in particular, and for which accounts. */
export interface SourceLimit {
  readonly isLimited: boolean;
  /** Accounts whose resources the service may invoke for, sorted; empty where none is named. */
  readonly accountIds: readonly string[];
}

/**
 * How far tests bind a service principal to a source, or otherwise (a token, a network). A pattern for the account of `aws:SourceArn` binds it to nobody,
 * however its resource is named: anyone can give a resource of theirs the same name.
 */
export function sourceLimitOf(tests: readonly Condition[], ownAccountId: string): SourceLimit {
  const limits = tests.filter(isNarrowing).flatMap((test) => {
    const owners = test.values.map((value) => sourceOwner(keyOf(test), value, ownAccountId));
    return owners.length === 0 || owners.includes(null) ? [] : [owners.filter((owner) => owner !== null)];
  });
  const named = limits.filter((owners) => owners.every((owner) => account.test(owner)));
  const [first = [], ...others] = named;
  const accountIds = [...new Set(first)].filter((id) => others.every((list) => list.includes(id))).sort();
  return { isLimited: limits.length > 0, accountIds };
}
