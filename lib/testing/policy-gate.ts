import { hasAction } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { roleRights } from "#lib/domain/iam/role-rights.ts";
import { compilePolicy } from "#lib/domain/iam/statement-grant.ts";
import type { Authorize } from "#simulator/simulation.ts";

/**
 * Makes the simulated AWS strict: every session of a role may do what this policy document lets it, judged by Lamplight's
 * own reading of IAM, and nothing else. The caller's own credentials may do everything.
 */
export function policyGate(document: unknown): Authorize {
  const parsed = parsePolicyDocument(document);
  if (parsed.kind === "error") throw new Error(parsed.message);
  const home = { partition: "aws", accountId: "111122223333" };
  const { effective } = roleRights([{ source: "inline:test", compiled: compilePolicy(parsed, "aws") }], null, home);
  const named = new Set(
    parsed.statements.flatMap(({ effect, actions }) => (effect === "Allow" ? actions.patterns : [])),
  );
  const allows = (action: string) => {
    const index = indexOf(action);
    // An action that is younger than the list of actions is let through by its name alone.
    return index === null ? named.has(action) : hasAction(effective, index);
  };
  return ({ roleName, action }) =>
    roleName === null || allows(action) ? null : { policy: "identity-based policy", explicit: false };
}

function indexOf(action: string): number | null {
  const universe = actionUniverse();
  const [prefix = "", name = ""] = action.split(":");
  const service = universe.serviceByPrefix.get(prefix);
  const found = universe.lowerNames.indexOf(name.toLowerCase(), service?.start ?? 0);
  return service === undefined || found < 0 || found >= service.end ? null : found;
}
