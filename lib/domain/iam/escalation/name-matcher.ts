import { matchPattern } from "#lib/domain/iam/match-pattern.ts";
import { asCertainPattern } from "#lib/domain/iam/resource-scope.ts";

/** Finds the places of names that a pattern matches. */
export type NameMatcher = (pattern: string) => readonly number[];

/** Past this many patterns the answers start anew. */
const cacheLimit = 20_000;

/** The longest text that whatever matches the pattern holds: most names lack it, which is seen at once. */
function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]/).reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

/**
 * A matcher over a fixed list of ARNs. Most patterns of a fleet are whole ARNs or shared by many roles, so an exact name
 * is looked up and every other answer is kept.
 */
export function createNameMatcher(names: readonly string[]): NameMatcher {
  const placeByName = new Map(names.map((name, place) => [name, place]));
  const cache = new Map<string, readonly number[]>();
  const find = (pattern: string) => {
    if (!/[*?]/.test(pattern)) {
      const place = placeByName.get(pattern);
      return place === undefined ? [] : [place];
    }
    const literal = longestLiteral(pattern);
    const places: number[] = [];
    names.forEach((name, place) => {
      if (name.includes(literal) && matchPattern(pattern, name)) places.push(place);
    });
    return places;
  };
  return (written) => {
    const pattern = asCertainPattern(written);
    const known = cache.get(pattern);
    if (known !== undefined) return known;
    if (cache.size >= cacheLimit) cache.clear();
    const places = find(pattern);
    cache.set(pattern, places);
    return places;
  };
}
