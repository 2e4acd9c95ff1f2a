import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";

/** Actions of one service that begin alike are written with a wildcard from so many on. */
const fewestForWildcard = 3;

interface Remainder {
  readonly namespace: string;
  /** What of the service is granted now, without its prefix, in lower case: "*", "get*", "*tagging". */
  readonly granted: string;
  /** What may not be granted any more: patterns without the prefix, in lower case. */
  readonly taken: readonly string[];
  /** Names that AWS itself used for actions of the service, some of them newer than the action list. */
  readonly alsoNamed?: readonly string[];
}

/**
 * Action patterns for what a pattern of one service grants, less what is taken from it. Nothing that `granted` does not
 * cover is covered, nor anything that `taken` covers, known to the action list or not; every known action besides is.
 * Actions that begin with the same word are one pattern where that holds.
 */
export function remainingPatterns({ namespace, granted, taken, alsoNamed = [] }: Remainder): string[] {
  const isTaken = (name: string) => taken.some((pattern) => matchPattern(pattern, name.toLowerCase()));
  const names = [...new Set([...namesOf(namespace), ...alsoNamed])].filter(
    (name) => matchPattern(granted, name.toLowerCase()) && !isTaken(name),
  );
  // Of `granted` such as `get*` whatever begins with "get" is covered; of others only what matches as it stands.
  const stem = /^[^*?]*\*$/.test(granted) ? granted.slice(0, -1) : null;
  const mayStand = (prefix: string): boolean => {
    const lower = prefix.toLowerCase();
    return stem !== null && lower.startsWith(stem) && !taken.some((pattern) => patternsOverlap(pattern, `${lower}*`));
  };
  return grouped([...new Set(names)].sort(), 1, mayStand).map((pattern) => `${namespace}:${pattern}`);
}

function namesOf(namespace: string): readonly string[] {
  const { names, serviceByPrefix } = actionUniverse();
  const service = serviceByPrefix.get(namespace);
  return service === undefined ? [] : names.slice(service.start, service.end);
}

/** Names by their first words: one wildcard for those that may stand together, more words for the others. */
function grouped(names: readonly string[], words: number, mayStand: (prefix: string) => boolean): string[] {
  const groups = Map.groupBy(names, (name) => beginning(name, words));
  return [...groups].flatMap(([prefix, members]) => {
    if (members.length < fewestForWildcard) return members;
    return mayStand(prefix) ? [`${prefix}*`] : grouped(members, words + 1, mayStand);
  });
}

/** The first words of a name in camel case: `DescribeVpc` of `DescribeVpcEndpoints` with two. */
function beginning(name: string, words: number): string {
  const parts = name.match(/[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+/g) ?? [name];
  return parts.slice(0, words).join("");
}
