import { matchPattern } from "#lib/domain/iam/match-pattern.ts";
import type { PolicyVersion } from "#lib/domain/iam/policy-document.ts";
import { asCertainPattern, asPossiblePattern, variable } from "#lib/domain/iam/resource-scope.ts";
import type { RequestContext } from "./request-context.ts";
import type { Truth } from "./truth.ts";

/** Stand for a `*` and a `?` that are plain characters. */
const plainStar = "\ue000";
const plainQuestionMark = "\ue001";

/** A text, or part of one, in which `*` and `?` are plain characters. */
export function asPlain(text: string): string {
  return text.replaceAll("*", plainStar).replaceAll("?", plainQuestionMark);
}

/** What `${…}` stands for; null where the request lacks it, or has several values of which none can be chosen. */
function variableValue(name: string, context: RequestContext): string | null {
  if (name === "*" || name === "?" || name === "$") return asPlain(name);
  const [, key = "", fallback] = /^\s*(.+?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(name) ?? [];
  const values = context.valuesOf(key);
  if (values === null) return variable;
  if (values.length === 0) return fallback === undefined ? null : asPlain(fallback);
  return values.length === 1 ? asPlain(values[0] ?? "") : null;
}

/**
 * A pattern of a policy with its variables filled in, for {@link matchResolved}; null where one cannot be, so that the
 * pattern matches nothing. Version 2008-10-17 has no variables. Without `wildcards`, `*` and `?` are plain characters.
 */
export function resolvePattern(
  written: string,
  version: PolicyVersion,
  context: RequestContext,
  wildcards: boolean,
): string | null {
  const around = (text: string) => (wildcards ? text : asPlain(text));
  if (version === "2008-10-17") return around(written);
  let resolved = "";
  let end = 0;
  for (const found of written.matchAll(/\$\{([^}]+)\}/g)) {
    const value = variableValue(found[1] ?? "", context);
    if (value === null) return null;
    resolved += around(written.slice(end, found.index)) + value;
    end = found.index + found[0].length;
  }
  return resolved + around(written.slice(end));
}

/** Whether a resolved pattern matches a text; unknown where that depends on a variable whose value is not known. */
export function matchResolved(pattern: string | null, text: string): Truth {
  if (pattern === null) return "no";
  const plain = asPlain(text);
  if (matchPattern(asCertainPattern(pattern), plain)) return "yes";
  return matchPattern(asPossiblePattern(pattern), plain) ? "unknown" : "no";
}
