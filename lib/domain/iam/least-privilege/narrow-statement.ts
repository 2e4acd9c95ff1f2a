import { coversEveryAction } from "#lib/domain/iam/action-patterns.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";
import type { JsonObject, PolicyStatement } from "#lib/domain/iam/policy-document.ts";
import { remainingPatterns } from "./remaining-patterns.ts";
import { type ServiceVerdicts, sharedPattern, splitAction } from "./service-verdicts.ts";

/**
 * A statement with only those of its actions that were used, or whose use AWS does not tell: the very statement where
 * nothing is taken from it, null where nothing is left. A Deny stays as it is; resources and conditions always do.
 */
export function narrowStatement(statement: PolicyStatement, verdicts: ServiceVerdicts): JsonObject | null {
  const { written, actions } = statement;
  if (statement.effect === "Deny") return written;
  const kept =
    actions.mode === "only"
      ? actions.patterns.map((pattern) => narrowPattern(pattern, verdicts))
      : [narrowAllBut(actions.patterns, verdicts)];
  if (
    actions.mode === "only" &&
    kept.every((list, index) => list.length === 1 && list[0] === actions.patterns[index])
  ) {
    return written;
  }
  const patterns = withoutCovered(kept.flat());
  if (patterns.length === 0) return null;
  const { Action: _action, NotAction: _notAction, ...rest } = written;
  return { ...rest, Action: patterns };
}

/** What is kept of one pattern of an `Action` element. */
function narrowPattern(pattern: string, verdicts: ServiceVerdicts): readonly string[] {
  const [prefix, action] = splitAction(pattern);
  if (coversEveryAction(pattern)) return narrowed(everyService(verdicts), "*", [], verdicts);
  // IAM takes no other pattern without a service; what it would mean is not judged.
  if (action === "") return [pattern];
  if (!/[*?]/.test(prefix)) return narrowService(prefix.toLowerCase(), pattern, action, [], verdicts);
  const services = everyService(verdicts).filter((namespace) => matchPattern(prefix.toLowerCase(), namespace));
  return narrowed(services, action, [], verdicts);
}

/** What is kept of a `NotAction` element, named service by service. */
function narrowAllBut(patterns: readonly string[], verdicts: ServiceVerdicts): readonly string[] {
  if (patterns.some(coversEveryAction)) return [];
  const excluded = patterns.map((pattern) => splitAction(pattern.toLowerCase()));
  return everyService(verdicts).flatMap((namespace) => {
    const taken = excluded.filter(([prefix]) => matchPattern(prefix, namespace)).map(([, action]) => action || "*");
    if (taken.some((action) => /^\*+$/.test(action))) return [];
    return narrowService(namespace, `${namespace}:*`, "*", taken, verdicts);
  });
}

function narrowed(
  services: readonly string[],
  action: string,
  taken: readonly string[],
  verdicts: ServiceVerdicts,
): string[] {
  return services.flatMap((namespace) => {
    const pattern = `${namespace}:${action}`;
    // A pattern over many services names actions that most of them do not have.
    if (!grantsSomething(namespace, action)) return [];
    return narrowService(namespace, pattern, action, taken, verdicts);
  });
}

/** What is kept of a pattern of one service; `pattern` is how it is written, `action` its part after the colon. */
function narrowService(
  namespace: string,
  pattern: string,
  action: string,
  taken: readonly string[],
  verdicts: ServiceVerdicts,
): readonly string[] {
  const verdict = verdicts.of(namespace);
  const granted = action.toLowerCase();
  if (verdict.keep === "unseen") return unseenPart(namespace, pattern, granted, taken, verdicts);
  const lost = [...taken, ...verdict.neverUsed].filter((name) => patternsOverlap(granted, name));
  if (lost.length === 0) return [pattern];
  if (!/[*?]/.test(granted)) return [];
  return remainingPatterns({ namespace, granted, taken: lost, alsoNamed: verdict.named });
}

/** Of a service that was never used: what stays since AWS could not see it used. */
function unseenPart(
  namespace: string,
  pattern: string,
  granted: string,
  taken: readonly string[],
  verdicts: ServiceVerdicts,
): readonly string[] {
  const shared = verdicts.unseen(namespace).flatMap((staying) => sharedPattern(granted, staying) ?? []);
  return shared.flatMap((part) => {
    const lost = taken.filter((name) => patternsOverlap(name, part));
    if (lost.length > 0) return remainingPatterns({ namespace, granted: part, taken: lost });
    return [part === granted ? pattern : `${namespace}:${spelled(namespace, part)}`];
  });
}

/** An action as AWS spells it, where its list has it. */
function spelled(namespace: string, action: string): string {
  const { names, lowerNames, serviceByPrefix } = actionUniverse();
  const { start, end } = serviceByPrefix.get(namespace) ?? { start: 0, end: 0 };
  for (let index = start; index < end; index += 1) if (lowerNames[index] === action) return names[index] ?? action;
  return action;
}

/** Every service that a wildcard may mean: those of the action list, and those that the report names besides. */
function everyService({ reported }: ServiceVerdicts): string[] {
  return [...new Set([...actionUniverse().services.map(({ prefix }) => prefix), ...reported])].sort();
}

function grantsSomething(namespace: string, action: string): boolean {
  if (/^\*+$/.test(action)) return true;
  const { lowerNames, serviceByPrefix } = actionUniverse();
  const service = serviceByPrefix.get(namespace);
  if (service === undefined) return true;
  const lower = action.toLowerCase();
  return lowerNames.slice(service.start, service.end).some((name) => matchPattern(lower, name));
}

/** Patterns once each, without those that another one of the same list covers. */
function withoutCovered(patterns: readonly string[]): string[] {
  const unique = [...new Map(patterns.map((pattern) => [pattern.toLowerCase(), pattern])).values()];
  // Only a wildcard covers another, and most lists name services: whoever covers has the same prefix, or one with wildcards.
  const wide = unique.filter((pattern) => /[*?]/.test(pattern)).map((pattern) => pattern.toLowerCase());
  const byPrefix = Map.groupBy(wide, (pattern) =>
    /[*?]/.test(splitAction(pattern)[0]) ? "" : splitAction(pattern)[0],
  );
  return unique.filter((pattern) => {
    const lower = pattern.toLowerCase();
    const rivals = [...(byPrefix.get(splitAction(lower)[0]) ?? []), ...(byPrefix.get("") ?? [])];
    return !rivals.some(
      (other) =>
        other !== lower &&
        matchPattern(other, lower) &&
        // Of two that cover each other the one that is shorter, or first in the alphabet, stays.
        (!matchPattern(lower, other) || isBefore(other, lower)),
    );
  });
}

function isBefore(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length;
}
