import type { TeamSubject } from "./team-of.ts";

/** A tag key whose values look like teams. */
export interface TeamSuggestion {
  readonly tagKey: string;
  /** Functions that bear the tag, of those whose tags were read. */
  readonly taggedCount: number;
  readonly functionCount: number;
  /** Most functions first. */
  readonly teams: readonly { readonly value: string; readonly functionCount: number }[];
}

/** Words of tag keys that name an owner, the surest first. */
const ownerWords = [
  "team",
  "squad",
  "owner",
  "department",
  "group",
  "businessunit",
  "costcenter",
  "product",
  "service",
  "project",
];
/** A key with more values than this tells things apart, not teams. */
const mostTeams = 200;

/**
 * Tag keys worth making team rules of: those whose name says owner, with at least two values, ranked by how many
 * functions bear them, ties by how surely the name says team. Keys are compared without case and punctuation, so that
 * `Team`, `team-name` and `aws:team` are one family but stay separate suggestions as written.
 */
export function suggestTeams(subjects: readonly TeamSubject[]): readonly TeamSuggestion[] {
  const read = subjects.flatMap(({ tags }) => (tags === null ? [] : [tags]));
  const counts = new Map<string, Map<string, number>>();
  for (const [key, value] of read.flatMap((tags) => Object.entries(tags))) {
    if (value === "" || ownerRank(key) < 0) continue;
    const values = counts.get(key) ?? new Map<string, number>();
    counts.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  }
  return [...counts]
    .filter(([, values]) => values.size >= 2 && values.size <= mostTeams)
    .map(([tagKey, values]) => suggestion(tagKey, values, read.length))
    .toSorted(
      (one, other) =>
        other.taggedCount - one.taggedCount ||
        ownerRank(one.tagKey) - ownerRank(other.tagKey) ||
        (one.tagKey < other.tagKey ? -1 : 1),
    );
}

function suggestion(tagKey: string, values: ReadonlyMap<string, number>, functionCount: number): TeamSuggestion {
  const teams = [...values]
    .map(([value, count]) => ({ value, functionCount: count }))
    .toSorted((one, other) => other.functionCount - one.functionCount || (one.value < other.value ? -1 : 1));
  return { tagKey, taggedCount: teams.reduce((sum, team) => sum + team.functionCount, 0), functionCount, teams };
}

function ownerRank(key: string): number {
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, "");
  return ownerWords.findIndex((word) => plain.includes(word));
}
