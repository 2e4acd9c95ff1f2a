import { asCertainPattern, asPossiblePattern, type ResourceScope } from "./resource-scope.ts";

/** What a text must do: match at least one of the patterns, or none of them. */
interface Demand {
  readonly mode: "some" | "none";
  readonly patterns: readonly string[];
}

/** Where a text stands in each demand's patterns: the positions reached, one set of them for each pattern. */
type Standing = readonly (readonly (readonly number[])[])[];

const star = 42;
const questionMark = 63;
/** Stands for every character that no pattern names. */
const anyOther = 0xffff;
/** Past this many standings the search gives up and answers that something fits: rights are never lost by it. */
const standingLimit = 20_000;
const cacheLimit = 50_000;
const cache = new Map<string, boolean>();

const codeAt = (pattern: string, at: number) => (at < pattern.length ? pattern.charCodeAt(at) : -1);

/** The positions with those that a `*` lets a text skip to; sorted, each once. */
function closed(pattern: string, positions: readonly number[]): readonly number[] {
  const reached = new Set<number>();
  for (const position of positions) {
    let at = position;
    reached.add(at);
    while (codeAt(pattern, at) === star) reached.add(++at);
  }
  return [...reached].sort((a, b) => a - b);
}

function step(pattern: string, positions: readonly number[], character: number): readonly number[] {
  const next: number[] = [];
  for (const at of positions) {
    const code = codeAt(pattern, at);
    if (code === star) next.push(at);
    else if (code === questionMark || (code >= 0 && code === character)) next.push(at + 1);
  }
  return closed(pattern, next);
}

/** The characters that may tell the patterns apart from here, and one for all the others where a wildcard takes them. */
function nextCharacters(demands: readonly Demand[], standing: Standing): ReadonlySet<number> {
  const characters = new Set<number>();
  demands.forEach((demand, i) => {
    demand.patterns.forEach((pattern, j) => {
      for (const at of standing[i]?.[j] ?? []) {
        const code = codeAt(pattern, at);
        if (code === star || code === questionMark) characters.add(anyOther);
        else if (code >= 0) characters.add(code);
      }
    });
  });
  return characters;
}

/** Whether a text that stands here can still meet every demand for a match. */
const isAlive = (demands: readonly Demand[], standing: Standing) =>
  demands.every(({ mode }, i) => mode === "none" || standing[i]?.some((positions) => positions.length > 0));

/** Whether a text that ends here meets every demand. */
const isMet = (demands: readonly Demand[], standing: Standing) =>
  demands.every(({ mode, patterns }, i) => {
    const matched = patterns.some((pattern, j) => standing[i]?.[j]?.at(-1) === pattern.length);
    return matched === (mode === "some");
  });

function search(demands: readonly Demand[]): boolean {
  const start = demands.map(({ patterns }) => patterns.map((pattern) => closed(pattern, [0])));
  const waiting: Standing[] = [start];
  const seen = new Set([JSON.stringify(start)]);
  for (let standing = waiting.pop(); standing !== undefined; standing = waiting.pop()) {
    if (isMet(demands, standing)) return true;
    if (seen.size > standingLimit) return true;
    const here = standing;
    for (const character of nextCharacters(demands, here)) {
      const next = demands.map(({ patterns }, i) =>
        patterns.map((pattern, j) => step(pattern, here[i]?.[j] ?? [], character)),
      );
      const key = JSON.stringify(next);
      if (!isAlive(demands, next) || seen.has(key)) continue;
      seen.add(key);
      waiting.push(next);
    }
  }
  return false;
}

function insideDemand({ mode, patterns }: ResourceScope): Demand {
  return mode === "only"
    ? { mode: "some", patterns: patterns.map(asPossiblePattern) }
    : { mode: "none", patterns: patterns.map(asCertainPattern) };
}

function outsideDemand({ mode, patterns }: ResourceScope): Demand {
  return mode === "only"
    ? { mode: "none", patterns: patterns.map(asCertainPattern) }
    : { mode: "some", patterns: patterns.map(asPossiblePattern) };
}

/** The text before the first wildcard. */
function headOf(pattern: string): string {
  const wildcardAt = pattern.search(/[*?]/);
  return wildcardAt < 0 ? pattern : pattern.slice(0, wildcardAt);
}

/** Whether two patterns begin alike as far as both say how; most pairs of ARNs do not. */
function beginAlike(first: string, second: string): boolean {
  const [a, b] = [headOf(first), headOf(second)];
  return a.startsWith(b) || b.startsWith(a);
}

/** The demands without the patterns that no text can match which meets the others. */
function withoutIdle(demands: readonly Demand[]): readonly Demand[] {
  const matched = demands.filter(({ mode }) => mode === "some");
  return demands.map((demand) => {
    const others = matched.filter((other) => other !== demand);
    const patterns = demand.patterns.filter((pattern) =>
      others.every((other) => other.patterns.some((entry) => beginAlike(entry, pattern))),
    );
    return { mode: demand.mode, patterns };
  });
}

/**
 * Whether some resource lies in each of the scopes `inside` and in none of `outside`, exactly: patterns that cover
 * another only together are seen to. A policy variable may be any text, so it can keep a right and never takes one.
 *
 * Follows all patterns at once, character by character; a text of another service ends at once. Answers are kept.
 */
export function someResourceFits(inside: readonly ResourceScope[], outside: readonly ResourceScope[] = []): boolean {
  if (outside.some(({ coversAll }) => coversAll)) return false;
  const demands = withoutIdle([
    ...inside.filter(({ coversAll }) => !coversAll).map(insideDemand),
    ...outside.map(outsideDemand),
  ]).filter(({ mode, patterns }) => mode === "some" || patterns.length > 0);
  if (demands.some(({ patterns }) => patterns.length === 0)) return false;
  // Any one pattern is matched by some text.
  if (demands.every(({ mode }) => mode === "some") && demands.length < 2) return true;
  const key = JSON.stringify(demands);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const fits = search(demands);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, fits);
  return fits;
}
