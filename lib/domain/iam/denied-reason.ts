import { type Denial, denialLayerNames } from "./denial.ts";
import { statementText } from "./permission-statement.ts";

/** What Lamplight says of a denied call: one sentence, by which policy as far as AWS told. `grantsFor` reads it back. */
export function deniedReason(action: string, region: string, { layer, explicit }: Denial): string {
  if (layer === null) return `${action} is denied in ${region}.`;
  const name = denialLayerNames[layer];
  if (explicit === true) return `${action} is denied in ${region} by ${name}.`;
  return `${action} is denied in ${region}: ${name} ${layer === "identityPolicy" ? "do" : "does"} not allow it.`;
}

/** Sentences of denied calls that a statement of the role's policy may help. */
const grantable = /([a-z0-9-]+:[A-Z]\w+) is denied in [a-z0-9-]+(?:\.|: the role's own policies do not allow it\.)/g;

/**
 * What grants the actions that some sentences of `deniedReason` tell of, where many calls' sentences are kept as one
 * text; null where no statement of the account's own helps any of them.
 */
export function grantsFor(reasons: string): string | null {
  const actions = new Set([...reasons.matchAll(grantable)].flatMap(([, action]) => action ?? []));
  if (actions.size === 0) return null;
  const statements = [...actions].map((action) => statementText(action)).join(" and ");
  return `Add ${statements} to the policy of Lamplight's role in this account.`;
}
