import { loadScope, resolveRange } from "#lib/client/scope.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

/** Search parameters as a page or a request has them. */
export type SearchParameters = URLSearchParams | Record<string, string | string[] | undefined>;

export interface PageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The scope bar of an analysis page as its queries take it. */
export function readFleetScope(given: SearchParameters, now: Date): FleetScope {
  const { accounts, regions, team, range } = loadScope(given);
  const preset = range.kind === "preset" ? range.preset : null;
  return { accountIds: accounts, regions, teamId: team, ...resolveRange(range, now), preset };
}

/** The named parameters of a page as one query string: what decides which rows there are. */
export function queryString(given: Record<string, string | string[] | undefined>, names: readonly string[]): string {
  const query = new URLSearchParams();
  for (const name of [...scopeNames, ...names]) {
    const value = given[name];
    if (typeof value === "string" && value !== "") query.set(name, value);
  }
  return query.toString();
}

const scopeNames = ["accounts", "regions", "team", "range"];
