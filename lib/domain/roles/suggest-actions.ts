import { actionUniverse } from "#lib/domain/iam/action-universe.ts";

/** An action that completes what was typed. */
export interface SuggestedAction {
  readonly name: string;
  /** How many actions it stands for: more than one for a wildcard. */
  readonly actions: number;
}

interface Match extends SuggestedAction {
  /** The lower, the better it fits. */
  readonly rank: number;
}

/** Services whose prefix begins with what was typed, as all their actions. */
function matchingServices(typed: string): readonly Match[] {
  return actionUniverse()
    .services.filter(({ prefix }) => prefix.startsWith(typed))
    .map(({ prefix, start, end }) => ({ name: `${prefix}:*`, actions: end - start, rank: prefix === typed ? 0 : 1 }));
}

function matchingActions(service: string | null, name: string): readonly Match[] {
  const { services, lowerNames, names } = actionUniverse();
  const found: Match[] = [];
  for (const { prefix, start, end } of services) {
    if (service !== null && prefix !== service) continue;
    for (let index = start; index < end; index++) {
      const at = (lowerNames[index] ?? "").indexOf(name);
      if (at >= 0) found.push({ name: `${prefix}:${names[index]}`, actions: 1, rank: at === 0 ? 2 : 3 });
    }
  }
  return found;
}

/**
 * Actions that complete what was typed: `s3` offers the service, `s3:get` its actions, `assumerole` actions of any service
 * with that in their name. Those that begin so first, then by name; at most `limit`.
 */
export function suggestActions(typed: string, limit: number): readonly SuggestedAction[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [];
  const colon = text.indexOf(":");
  const matches =
    colon >= 0
      ? matchingActions(text.slice(0, colon), text.slice(colon + 1))
      : [...matchingServices(text), ...(text.length > 2 ? matchingActions(null, text) : [])];
  return matches
    .toSorted((one, other) => one.rank - other.rank || (one.name < other.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name, actions }) => ({ name, actions }));
}
