import { matchPattern, patternsOverlap } from "./match-pattern.ts";
import type { PatternList, PolicyVersion } from "./policy-document.ts";

/** Stands in an ARN for "whatever text": of a pattern's characters only `*` matches it. */
const anyText = "\u0001";
/** A policy variable: one text that is not known here, so it neither covers all nor can be ruled out. */
export const variable = "\u0002";
/** A character that no ARN holds: a literal `*` or `?`, and a `?` wherever a whole field has to be covered. */
const unmatched = "\u0003";

/** Wildcards side by side, at least one of them a `*`. */
const wildcardRun = /[*?]*\*[*?]*/g;

/** A `Resource` or `NotResource` element, ready for comparison. */
export interface ResourceScope {
  readonly mode: PatternList["mode"];
  readonly patterns: readonly string[];
  /** `*` or an equivalent, such as every ARN of the partition. */
  readonly coversAll: boolean;
}

function withoutVariables(pattern: string): string {
  return pattern
    .replace(/\$\{[*?]\}/g, unmatched)
    .replace(/\$\{\$\}/g, "$$")
    .replace(/\$\{[^}]*\}/g, variable);
}

/** Two wildcards side by side. Most patterns have none, nor a variable, and stand as they are. */
const wildcardPair = /[*?][*?]/;

function normalise(pattern: string, version: PolicyVersion): string {
  const resolved = version === "2008-10-17" || !pattern.includes("${") ? pattern : withoutVariables(pattern);
  if (!wildcardPair.test(resolved)) return resolved;
  return resolved.replace(wildcardRun, (run) => `${run.replaceAll("*", "")}*`);
}

/** Whether a pattern covers every ARN that `template` stands for. No name is empty, so `?*` covers them as `*` does. */
function covers(pattern: string, template: string): boolean {
  const whole = pattern.includes("?") ? pattern.replace(wildcardRun, "*").replaceAll("?", unmatched) : pattern;
  return matchPattern(whole, template);
}

const asPattern = (text: string) => text.replaceAll(anyText, "*").replaceAll(variable, "*");

/** A scope's pattern with every policy variable read as any text: what it may match. */
export function asPossiblePattern(pattern: string): string {
  return pattern.replaceAll(variable, "*");
}

/** A scope's pattern that matches only what it matches whatever its policy variables stand for. */
export function asCertainPattern(pattern: string): string {
  return pattern.replaceAll(variable, unmatched);
}

function coversEveryArn(pattern: string, partition: string): boolean {
  return covers(pattern, `arn:${partition}:${anyText}:${anyText}:${anyText}:${anyText}`);
}

/** Reads the resources of a statement for a role of `partition` (`aws`, `aws-cn`, `aws-us-gov`). */
export function resourceScope(list: PatternList, version: PolicyVersion, partition: string): ResourceScope {
  const patterns = list.patterns.map((pattern) => normalise(pattern, version));
  return {
    mode: list.mode,
    patterns,
    coversAll: list.mode === "only" && patterns.some((pattern) => coversEveryArn(pattern, partition)),
  };
}

/** Whether the scope leaves nothing: `NotResource` of everything. */
export function isEmptyScope(scope: ResourceScope, partition: string): boolean {
  return scope.mode === "allBut" && scope.patterns.some((pattern) => coversEveryArn(pattern, partition));
}

/** Whether one of the patterns covers every resource of an ARN `prefix`. */
export function namesPrefix(patterns: readonly string[], prefix: string): boolean {
  const template = prefix + anyText;
  return patterns.some((pattern) => covers(pattern, template));
}

/**
 * Whether the scope holds every resource of an ARN `prefix` such as `arn:aws:iam::123456789012:role/`. Judged pattern
 * by pattern: several that cover it only together are not seen as covering it.
 */
export function coversPrefix(scope: ResourceScope, prefix: string): boolean {
  return scope.mode === "only"
    ? namesPrefix(scope.patterns, prefix)
    : !scope.patterns.some((pattern) => patternsOverlap(asPattern(pattern), asPattern(prefix + anyText)));
}

/** Whether the scope holds every resource of one service in one account. */
export function coversService(scope: ResourceScope, service: string, partition: string, accountId: string): boolean {
  if (service === "iam") return coversPrefix(scope, `arn:${partition}:iam::${accountId}:`);
  if (service === "s3") return coversPrefix(scope, `arn:${partition}:s3:::`);
  return coversPrefix(scope, `arn:${partition}:${service}:${anyText}:${accountId}:`);
}

/** Services that the patterns name in their ARNs. */
export function servicesNamed(scope: ResourceScope): readonly string[] {
  return [...new Set(scope.patterns.map((pattern) => pattern.split(":")[2] ?? ""))];
}

/** Whether some resource may lie in both scopes. */
export function scopesOverlap(first: ResourceScope, second: ResourceScope): boolean {
  if (first.coversAll || second.coversAll) return true;
  if (first.mode === "allBut") return second.mode === "allBut" || remainsOutside(second, first);
  if (second.mode === "allBut") return remainsOutside(first, second);
  return first.patterns.some((a) => second.patterns.some((b) => patternsOverlap(asPattern(a), asPattern(b))));
}

/** Whether something that `named` lists is not left out by `excluding`. */
function remainsOutside(named: ResourceScope, excluding: ResourceScope): boolean {
  const left = (pattern: string) => {
    const template = pattern.replaceAll("*", anyText);
    return !excluding.patterns.some((exclusion) => covers(exclusion, template));
  };
  return named.patterns.some(left);
}
