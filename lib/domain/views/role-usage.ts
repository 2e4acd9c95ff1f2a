import type { Certainty } from "#lib/domain/iam/least-privilege/certainty.ts";
import type { RemovedService, StayingUse } from "#lib/domain/iam/least-privilege/tighter-policies.ts";
import type { WrittenPolicies } from "#lib/domain/iam/least-privilege/write-tighter-policies.ts";
import type { DiffLine } from "#lib/domain/roles/diff-statements.ts";

/** A service that a role's policies grant, and when it was last used. Instants are ISO texts. */
export interface ServiceUseView {
  readonly namespace: string;
  readonly name: string;
  /** Null: never in the tracking period. */
  readonly lastUsedAt: string | null;
  readonly lastUsedRegion: string | null;
  /** What AWS tells of single actions; null where it tells of none. */
  readonly actions: {
    readonly used: readonly { readonly name: string; readonly lastUsedAt: string; readonly region: string | null }[];
    readonly neverUsed: readonly string[];
  } | null;
}

/** What becomes of one policy of the role. */
export interface TightenedDocumentView {
  readonly source: string;
  readonly name: string;
  readonly outcome: "unchanged" | "narrowed" | "removed" | "unreadable";
  /** The tighter document as it is pasted; null where it does not change or nothing is left. */
  readonly code: string | null;
  /** Its lines laid over those of the policy as it is; empty where it does not change. */
  readonly diff: readonly DiffLine[];
  /** Why it could not be read. */
  readonly problem: string | null;
}

export interface TighterPolicyView {
  readonly documents: readonly TightenedDocumentView[];
  readonly removed: readonly RemovedService[];
  readonly staying: readonly StayingUse[];
  readonly certainty: Certainty;
  readonly notJudged: readonly string[];
  readonly tooLong: readonly string[];
  readonly written: readonly WrittenPolicies[];
  /** Commands that put the tighter policies on and take the wide ones off. */
  readonly commands: string;
}

/** What a role uses of what it may do, and the policies that would suffice. */
export interface RoleUsageView {
  readonly roleArn: string;
  readonly roleName: string;
  /** Why AWS told nothing when it was last asked, or was never asked; null: it told. */
  readonly unknown: {
    readonly state: "notYetRead" | "denied" | "failed" | "notApplicable";
    readonly reason: string;
    readonly remedy: string | null;
  } | null;
  /** When AWS last told, and the beginning of what it told of: of its tracking, or of the role; null: never. */
  readonly readAt: string | null;
  readonly trackedSince: string | null;
  /** Null: never read. */
  readonly services: readonly ServiceUseView[] | null;
  /** Null without a report, or where the role's policies could not be read. */
  readonly policy: TighterPolicyView | null;
}
