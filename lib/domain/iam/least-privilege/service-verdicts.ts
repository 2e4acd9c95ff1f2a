import type { ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";
import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";
import type { UnseenUse } from "./unseen-uses.ts";

/** What is known of a role's use of one service. */
export type ServiceVerdict =
  /** Told as used, or not told of at all. `neverUsed`: tracked actions that never were, in lower case. */
  | { readonly keep: "service"; readonly neverUsed: readonly string[]; readonly named: readonly string[] }
  /** Told as never used: only what AWS cannot see stays. */
  | { readonly keep: "unseen" };

export interface ServiceVerdicts {
  of(namespace: string): ServiceVerdict;
  /** Services that the report names, in lower case. */
  readonly reported: readonly string[];
  /** Patterns of one service that stay whatever is told, without its prefix. */
  unseen(namespace: string): readonly string[];
}

/** Whether a role was seen to use a service. A use of an action is one of its service, should the report say otherwise. */
export function isUsed({ lastUsedAt, actions }: ServiceUse): boolean {
  return lastUsedAt !== null || (actions?.some((action) => action.lastUsedAt !== null) ?? false);
}

const notReported: ServiceVerdict = { keep: "service", neverUsed: [], named: [] };

/** Reads a report: what AWS says nothing about, by service or by action, is never taken for unused. */
export function serviceVerdicts(services: readonly ServiceUse[], unseen: readonly UnseenUse[]): ServiceVerdicts {
  const patterns = unseen.flatMap((use) => use.patterns);
  const unseenOf = (namespace: string): string[] =>
    patterns.flatMap((pattern) => {
      const [service = "", action = ""] = splitAction(pattern);
      return service === namespace ? [action] : [];
    });
  const verdicts = new Map(
    services.map((service): [string, ServiceVerdict] => [service.namespace, verdictOf(service, unseenOf)]),
  );
  return {
    of: (namespace) => verdicts.get(namespace) ?? notReported,
    reported: [...verdicts.keys()],
    unseen: unseenOf,
  };
}

function verdictOf(service: ServiceUse, unseenOf: (namespace: string) => readonly string[]): ServiceVerdict {
  const { namespace, actions } = service;
  if (!isUsed(service)) return { keep: "unseen" };
  const staying = unseenOf(namespace);
  const neverUsed = (actions ?? [])
    .filter((action) => action.lastUsedAt === null)
    .map(({ name }) => name.toLowerCase())
    .filter((name) => !staying.some((pattern) => matchPattern(pattern, name)));
  return { keep: "service", neverUsed, named: (actions ?? []).map(({ name }) => name) };
}

/** "s3:Get*" as its two parts; the second is empty where there is no colon. */
export function splitAction(pattern: string): [string, string] {
  const colon = pattern.indexOf(":");
  return colon < 0 ? [pattern, ""] : [pattern.slice(0, colon), pattern.slice(colon + 1)];
}

/**
 * What two patterns cover both, as one pattern: the narrower where one covers the other, else `granted` itself, which is
 * never more than was granted. Null where they share nothing.
 */
export function sharedPattern(granted: string, staying: string): string | null {
  if (matchPattern(granted, staying)) return staying;
  return patternsOverlap(granted, staying) ? granted : null;
}
