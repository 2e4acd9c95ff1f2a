import type { ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";
import type { JsonObject, ParsedPolicy, PolicyError } from "#lib/domain/iam/policy-document.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { Certainty } from "./certainty.ts";
import type { RuntimeFacts } from "./unseen-uses.ts";

/** One of a role's policies. */
export interface RoleDocument {
  /** Policy ARN, or `inline:NAME`. */
  readonly source: string;
  readonly name: string;
  readonly document: ParsedPolicy | PolicyError;
}

export interface TightenInput {
  /** Attached and inline policies; not the boundary, which grants nothing. */
  readonly documents: readonly RoleDocument[];
  /** What the role may do after boundary, service control policies and Deny; null where that is not known. */
  readonly rights: Pick<RoleRights, "effective"> | null;
  readonly services: readonly ServiceUse[];
  /** When AWS told what was used. */
  readonly readAt: Date;
  readonly createdAt: Date | null;
  readonly changedAt: Date | null;
  /** Since when Lamplight knows the role and would have seen a change; null: not known. */
  readonly knownSince: Date | null;
  /** How the functions on the role are set up; null where that is not known. */
  readonly runtime: RuntimeFacts | null;
}

/** What becomes of one policy. */
export interface TightenedDocument {
  readonly source: string;
  readonly name: string;
  /** `unreadable`: it could not be read, and stays. */
  readonly outcome: "unchanged" | "narrowed" | "removed" | "unreadable";
  readonly before: JsonObject | null;
  /** Null where nothing is left of it, or nothing was read. */
  readonly after: JsonObject | null;
  /** Characters of `after` as IAM counts them: white space apart. */
  readonly characters: number;
  /** Why it could not be read. */
  readonly problem: string | null;
}

/** Actions that are taken away, by service. */
export interface RemovedService {
  readonly namespace: string;
  readonly name: string;
  /** Of the actions that AWS documents; those that the role held. */
  readonly actions: number;
  /** Some of them as AWS spells them, at most ten. */
  readonly examples: readonly string[];
  /** Whether nothing of the service is left. */
  readonly whole: boolean;
  /** `service`: never used. `action`: the service was, these were not. */
  readonly ground: "service" | "action";
}

/** Rights that stay though no use of them is told, and why. */
export interface StayingUse {
  readonly why: string;
  readonly actions: readonly string[];
}

export interface TighterPolicies {
  readonly documents: readonly TightenedDocument[];
  /** Most actions first. */
  readonly removed: readonly RemovedService[];
  readonly staying: readonly StayingUse[];
  readonly certainty: Certainty;
  /** What was not judged, one sentence each. */
  readonly notJudged: readonly string[];
  /** What does not fit IAM's limits, one sentence each; empty where all fits. */
  readonly tooLong: readonly string[];
}
