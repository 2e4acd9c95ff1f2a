import { matchPattern } from "#lib/domain/iam/match-pattern.ts";

/** What a rule asks of a tag; `value` is a glob, null means that the tag is there with whatever value. */
export interface TagCondition {
  readonly key: string;
  readonly value: string | null;
}

/** A rule gives functions to a team. All of its conditions must hold; null asks nothing; one with none takes all. */
export interface TeamRule {
  readonly teamId: string;
  readonly accountIds: readonly string[] | null;
  readonly tag: TagCondition | null;
  /** Glob over the function's name. */
  readonly name: string | null;
}

/** What teams are told by; `tags` is null where they were not read. */
export interface TeamSubject {
  readonly accountId: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>> | null;
}

export type TeamMembership =
  | { readonly state: "team"; readonly teamId: string; readonly ruleIndex: number }
  | { readonly state: "none" }
  | { readonly state: "unknown"; readonly reason: string };

/**
 * The team of a function: that of the first rule, in order, whose conditions hold. When a rule that might hold asks for
 * a tag and the tags were not read, the team is unknown: a later rule must not win only because less was seen.
 */
export function teamOf(subject: TeamSubject, rules: readonly TeamRule[]): TeamMembership {
  for (const [ruleIndex, rule] of rules.entries()) {
    if (rule.accountIds !== null && !rule.accountIds.includes(subject.accountId)) continue;
    if (rule.name !== null && !matchPattern(rule.name, subject.name)) continue;
    if (rule.tag === null) return { state: "team", teamId: rule.teamId, ruleIndex };
    if (subject.tags === null)
      return { state: "unknown", reason: `A rule asks for the tag ${rule.tag.key}, and tags have not been read.` };
    if (hasTag(subject.tags, rule.tag)) return { state: "team", teamId: rule.teamId, ruleIndex };
  }
  return { state: "none" };
}

function hasTag(tags: Readonly<Record<string, string>>, { key, value }: TagCondition): boolean {
  const found = Object.hasOwn(tags, key) ? tags[key] : undefined;
  return found !== undefined && (value === null || matchPattern(value, found));
}
