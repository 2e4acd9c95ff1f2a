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
  "region-resources",
  "log-groups",
  "metric-history",
] as const satisfies readonly SourceName[];

/** What begins once nothing that makes an account's pages useful is under way: it asks about what all Regions hold. */
export const completingAccount = ["role-usage"] as const satisfies readonly SourceName[];

const bySource = new Map(sources.map((source) => [source.name, source]));

export function phaseOf(source: SourceName): SourcePhase {
  return bySource.get(source)?.phase ?? "complete";
}

/** How many parts of organisation, account and Region name one task of a source. */
export function scopeOf(source: SourceName) {
  return bySource.get(source)?.scope ?? "accountRegion";
}

/** What is read of a Region without any event function, too: a Region may hold web functions alone. */
export const ofEmptyRegion = "region-resources" satisfies SourceName;

/** What begins at once when a source has ended in a place. */
export function followersOf(source: SourceName): readonly SourceName[] {
  return followers[source] ?? [];
}

/** Whether the end of a source may bring what completes a Region due. */
export function isUsableOfRegion(source: SourceName): boolean {
  return usableOfRegion.some((name) => name === source);
}
