import type { Json } from "#lib/domain/fleet/observed.ts";
import { sameJson } from "#lib/domain/fleet/same-json.ts";
import { type DocumentDiff, diffPolicies } from "./diff-statements.ts";

/** What a role or one of its managed policies looked like from one moment until another. */
export interface HistorySnapshot {
  readonly kind: "role" | "policy";
  /** ARN of the role or policy. */
  readonly entityId: string;
  readonly from: Date;
  /** Null: it still does. */
  readonly to: Date | null;
  readonly body: Json;
}

/** What became of one document of the role. */
export interface DocumentChange {
  readonly kind: "trust" | "inline" | "managed";
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  readonly diff: DocumentDiff;
}

/** Everything that was found changed at one moment. Instants are ISO. */
export interface HistoryEntry {
  readonly at: string;
  readonly event: "changed" | "gone" | "returned";
  readonly attached: readonly string[];
  readonly detached: readonly string[];
  /** Null where it stayed as it was; a side is null where there was no boundary. */
  readonly boundary: { readonly before: string | null; readonly after: string | null } | null;
  readonly tags: readonly string[];
  readonly documents: readonly DocumentChange[];
}

/** A role's past: what changed, the latest first, and since when Lamplight knows it; null where it keeps no history of it. */
export interface RoleHistory {
  readonly entries: readonly HistoryEntry[];
  readonly since: string | null;
}

interface RoleDocument {
  readonly trust: Json;
  readonly inline: ReadonlyMap<string, Json>;
  readonly attached: readonly string[];
  readonly boundary: string | null;
  readonly tags: ReadonlyMap<string, Json>;
}

const noChange = { event: "changed", attached: [], detached: [], boundary: null, tags: [], documents: [] } as const;

/** Tells a role's past from its snapshots and those of the policies that it had, in any order. */
export function roleHistory(snapshots: readonly HistorySnapshot[]): RoleHistory {
  const ordered = snapshots.toSorted((one, other) => one.from.getTime() - other.from.getTime());
  const ofRole = ordered.filter(({ kind }) => kind === "role");
  const byPolicy = Map.groupBy(
    ordered.filter(({ kind }) => kind === "policy"),
    ({ entityId }) => entityId,
  );
  const entries = [
    ...changesOf(ofRole, roleChange),
    ...[...byPolicy].flatMap(([arn, states]) => changesOf(states, (before, after) => policyChange(arn, before, after))),
    ...endsOf(ofRole),
  ];
  const had = entries.filter((entry) => entry.managed === null || hadPolicy(ofRole, entry.managed, entry.at));
  return {
    entries: joined(had).toSorted((one, other) => (one.at < other.at ? 1 : -1)),
    since: ofRole[0]?.from.toISOString() ?? null,
  };
}

/** A change, and whether it is one of a managed policy, which counts only while the role had it. */
type Change = HistoryEntry & { readonly managed: string | null };

function changesOf(
  states: readonly HistorySnapshot[],
  compare: (before: Json, after: Json) => Omit<Change, "at"> | null,
): readonly Change[] {
  return states.flatMap((state, index) => {
    const before = states[index - 1];
    if (before === undefined) return [];
    const at = state.from.toISOString();
    const change = compare(before.body, state.body);
    const returned = before.to !== null && before.to < state.from;
    if (returned) return [{ ...noChange, managed: null, ...change, at, event: "returned" }];
    return change === null ? [] : [{ ...change, at }];
  });
}

/** A role whose last state has ended is gone; one that came back later was gone in between. */
function endsOf(states: readonly HistorySnapshot[]): readonly Change[] {
  return states.flatMap(({ to }, index) => {
    const next = states[index + 1];
    const isGone = to !== null && (next === undefined || to < next.from);
    return isGone ? [{ ...noChange, at: to.toISOString(), event: "gone", managed: null }] : [];
  });
}

function roleChange(was: Json, is: Json): Omit<Change, "at"> | null {
  const [before, after] = [readRole(was), readRole(is)];
  const attached = after.attached.filter((arn) => !before.attached.includes(arn));
  const detached = before.attached.filter((arn) => !after.attached.includes(arn));
  const boundary = before.boundary === after.boundary ? null : { before: before.boundary, after: after.boundary };
  const tags = namesOf(before.tags, after.tags).filter(
    (name) => !sameJson(before.tags.get(name) ?? null, after.tags.get(name) ?? null),
  );
  const documents = [
    ...documentChange("trust", "Trust policy", before.trust, after.trust),
    ...namesOf(before.inline, after.inline).flatMap((name) =>
      documentChange("inline", name, before.inline.get(name) ?? null, after.inline.get(name) ?? null),
    ),
  ];
  if (attached.length + detached.length + tags.length + documents.length === 0 && boundary === null) return null;
  return { event: "changed", attached, detached, boundary, tags, documents, managed: null };
}

function policyChange(arn: string, before: Json, after: Json): Omit<Change, "at"> | null {
  const documents = documentChange("managed", arn, before, after);
  return documents.length === 0 ? null : { ...noChange, documents, managed: arn };
}

function documentChange(
  kind: DocumentChange["kind"],
  name: string,
  before: Json | null,
  after: Json | null,
): readonly DocumentChange[] {
  if (sameJson(before, after)) return [];
  const change = before === null ? "added" : after === null ? "removed" : "changed";
  return [{ kind, name, change, diff: diffPolicies(before, after) }];
}

/** Whether the role had a policy, attached or as its boundary. Without a history of the role, those asked for count. */
function hadPolicy(states: readonly HistorySnapshot[], arn: string, at: string): boolean {
  if (states.length === 0) return true;
  const state = states.findLast(({ from }) => from.toISOString() <= at);
  if (state === undefined) return false;
  const { attached, boundary } = readRole(state.body);
  return attached.includes(arn) || boundary === arn;
}

/** What one sync found at one moment is one entry. */
function joined(changes: readonly Change[]): readonly HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>();
  for (const { managed: _, ...entry } of changes) {
    const before = entries.get(entry.at);
    entries.set(entry.at, before === undefined ? entry : merged(before, entry));
  }
  return [...entries.values()];
}

function merged(one: HistoryEntry, other: HistoryEntry): HistoryEntry {
  return {
    at: one.at,
    event: one.event === "changed" ? other.event : one.event,
    attached: [...one.attached, ...other.attached],
    detached: [...one.detached, ...other.detached],
    boundary: one.boundary ?? other.boundary,
    tags: [...one.tags, ...other.tags],
    documents: [...one.documents, ...other.documents],
  };
}

function namesOf(one: ReadonlyMap<string, Json>, other: ReadonlyMap<string, Json>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].toSorted();
}

/** A role as its snapshots have it (lib/services/collection/store-roles.ts). */
function readRole(body: Json): RoleDocument {
  const { TrustPolicy = null, Policies = null, AttachedPolicyArns = [], PermissionsBoundary, Tags } = objectOf(body);
  return {
    trust: TrustPolicy,
    inline: new Map(Object.entries(objectOf(Policies))),
    attached: Array.isArray(AttachedPolicyArns)
      ? AttachedPolicyArns.filter((arn: Json): arn is string => typeof arn === "string")
      : [],
    boundary: typeof PermissionsBoundary === "string" ? PermissionsBoundary : null,
    tags: new Map(Object.entries(objectOf(Tags ?? null))),
  };
}

function objectOf(value: Json): { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {};
}

/** ARNs of all policies that a role had at any time, attached or as its boundary. */
export function policiesEverHad(roleBodies: readonly Json[]): readonly string[] {
  const arns = roleBodies
    .map(readRole)
    .flatMap(({ attached, boundary }) => [...attached, ...(boundary ? [boundary] : [])]);
  return [...new Set(arns)].toSorted();
}
