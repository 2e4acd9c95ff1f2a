import { type SourceName, type SourcePhase, sources } from "#lib/domain/collection/source.ts";

/** Sources that make an account-Region's pages useful; what completes them waits until all of these have ended. */
export const usableOfRegion = ["tags", "triggers", "metrics"] as const satisfies readonly SourceName[];

/** What begins when a source has ended in a place, whether it succeeded or not. */
const followers: Readonly<Partial<Record<SourceName, readonly SourceName[]>>> = {
  accounts: ["regions", "roles"],
  regions: ["limits"],
  limits: ["functions"],
  functions: usableOfRegion,
  "log-groups": ["starts"],
  detail: ["who-changed"],
};

/** What begins once the last of `usableOfRegion` has ended. */
export const completing = [
  "network",
  "detail",
  "log-groups",
  "metric-history",
] as const satisfies readonly SourceName[];

const bySource = new Map(sources.map((source) => [source.name, source]));

export function phaseOf(source: SourceName): SourcePhase {
  return bySource.get(source)?.phase ?? "complete";
}

/** How many parts of organisation, account and Region name one task of a source. */
export function scopeOf(source: SourceName) {
  return bySource.get(source)?.scope ?? "accountRegion";
}

export interface Followed {
  /** Sources to begin now. */
  readonly begin: readonly SourceName[];
  /** True when what completes a Region may have come due. */
  readonly completes: boolean;
}

/**
 * What follows a source, given those that the sync asks for: a source that is not asked for counts as ended at once, so
 * that what depends on it comes due.
 */
export function followersOf(source: SourceName, wanted: (source: SourceName) => boolean): Followed {
  const direct = followers[source] ?? [];
  const begin = direct.filter(wanted);
  const passed = direct.filter((next) => !wanted(next)).map((next) => followersOf(next, wanted));
  return {
    begin: [...begin, ...passed.flatMap((followed) => followed.begin)],
    completes: isUsableOfRegion(source) || passed.some(({ completes }) => completes),
  };
}

/** What completes a Region, with the same rule. */
export function completersOf(wanted: (source: SourceName) => boolean): readonly SourceName[] {
  return completing.flatMap((source) => (wanted(source) ? [source] : followersOf(source, wanted).begin));
}

function isUsableOfRegion(source: SourceName): boolean {
  return usableOfRegion.some((name) => name === source);
}
