import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";
import { asCertainPattern, asPossiblePattern, type ResourceScope } from "#lib/domain/iam/resource-scope.ts";

/** Stands in a pattern for "whatever text": of another pattern's characters only `*` matches it. */
const anyText = "\u0001";
/** A character that no pattern holds: one `?` is not known to cover what another pattern's character may be. */
const unmatched = "\u0003";

/** Whether the first pattern matches all that the second does. */
function patternCovers(outer: string, inner: string): boolean {
  return (
    outer === inner || matchPattern(asCertainPattern(outer).replaceAll("?", unmatched), inner.replaceAll("*", anyText))
  );
}

const overlap = (a: string, b: string) => patternsOverlap(asPossiblePattern(a), asPossiblePattern(b));

/**
 * Whether the first scope holds every resource of the second. Judged pattern by pattern: several that cover one only
 * together are not seen to.
 */
export function scopeCovers(outer: ResourceScope, inner: ResourceScope): boolean {
  if (outer.coversAll) return true;
  if (inner.mode === "only") {
    return inner.patterns.every((pattern) =>
      outer.mode === "only"
        ? outer.patterns.some((other) => patternCovers(other, pattern))
        : !outer.patterns.some((other) => overlap(other, pattern)),
    );
  }
  if (outer.mode === "only") return false;
  return outer.patterns.every((left) => inner.patterns.some((other) => patternCovers(other, left)));
}

/** A scope of one pattern at a time, since each may be covered by another statement. */
export function singleScopes(scope: ResourceScope): readonly ResourceScope[] {
  if (scope.mode === "allBut" || scope.patterns.length === 1) return [scope];
  return scope.patterns.map((pattern) => ({ mode: scope.mode, patterns: [pattern], coversAll: scope.coversAll }));
}
