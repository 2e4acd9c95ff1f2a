import type { JsonObject } from "#lib/domain/iam/policy-document.ts";

/** What a grant is worth: `invoke` and `invokeUrl` run the function, `change` says what runs, `read` hands out its code. */
export type FunctionRight = "invoke" | "invokeUrl" | "change" | "read";

/** Whether a caller gets in: whatever the call, only under the conditions that are named, or not at all. */
export type GrantVerdict = "open" | "limited" | "none";

/**
 * Whose an account is: the function's own, one that is known here, one that gets in only as a member of an organisation
 * (which is this one, as far as is known), or somebody else's.
 */
export type AccountStanding = "own" | "known" | "organisation" | "foreign";

/** Whom a grant lets in. */
export type Caller =
  | { readonly kind: "everyone" }
  /** Everyone in one of these organisations; `isOwn` is null while the fleet's own id is not known. */
  | { readonly kind: "organisation"; readonly organisationIds: readonly string[]; readonly isOwn: boolean | null }
  | { readonly kind: "account"; readonly accountId: string; readonly standing: AccountStanding }
  | {
      readonly kind: "service";
      readonly service: string;
      /** Whether it may invoke only for somebody in particular. */
      readonly hasSource: boolean;
      /** For whom, where the source names accounts: the strangest of them tells the standing. */
      readonly sourceAccountIds: readonly string[];
      readonly sourceStanding: AccountStanding | null;
      /** Whether AWS says that it tells for whom it invokes, so that a source could be asked for. */
      readonly sendsSource: boolean;
    }
  /** A principal that Lambda's policies do not let in: a deleted identity, an identity provider. */
  | { readonly kind: "other" };

/** What one statement gives one principal, by one right. */
export interface FunctionGrant {
  /** Version or alias; null for the function itself. */
  readonly qualifier: string | null;
  readonly right: FunctionRight;
  /** The actions of the right that are given. */
  readonly actions: readonly string[];
  readonly principal: string;
  readonly caller: Caller;
  readonly verdict: GrantVerdict;
  /** What must hold, each as part of a sentence; none for what every call meets. */
  readonly conditions: readonly string[];
  /** One sentence. */
  readonly because: string;
  readonly sid: string | null;
  readonly statement: JsonObject;
}

/** What is known of the accounts around a function. */
export interface AccessSurroundings {
  readonly functionArn: string;
  readonly accountId: string;
  /** Accounts of the same organisation, or that somebody added; its own need not be among them. */
  readonly knownAccounts: ReadonlySet<string>;
  /** Null while it is not known. */
  readonly organisationId: string | null;
}

const ranks: Readonly<Record<GrantVerdict, number>> = { none: 0, limited: 1, open: 2 };

/** More access is greater. */
export function compareVerdicts(one: GrantVerdict, other: GrantVerdict): number {
  return ranks[one] - ranks[other];
}
