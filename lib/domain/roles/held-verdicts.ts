import type { Severity } from "#lib/domain/findings/finding.ts";
import type { RoleVerdictName } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { Reach, Weight } from "#lib/domain/iam/verdicts/reach.ts";
import type { HeldVerdict, RoleEscalation } from "#lib/domain/views/roles.ts";

const ranks: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };
const rankOf = ({ severity }: HeldVerdict) => (severity === null ? 0 : ranks[severity]);

/**
 * The verdicts that are true of a role with how each weighs, the gravest first, of equals in the order of the verdicts.
 * What only an administrator's standing makes true weighs as that does.
 */
export function heldVerdicts(
  names: readonly RoleVerdictName[],
  weights: Readonly<Record<keyof Reach, Weight | null>>,
  escalation: RoleEscalation | null,
): readonly HeldVerdict[] {
  const isAdmin = names.includes("admin");
  const held = names.map((name): HeldVerdict => {
    const weight = weightOf(name, weights, escalation, isAdmin);
    return { name, severity: weight?.severity ?? null, because: weight?.because ?? null };
  });
  return held.toSorted((one, other) => rankOf(other) - rankOf(one));
}

function weightOf(
  name: RoleVerdictName,
  weights: Readonly<Record<keyof Reach, Weight | null>>,
  escalation: RoleEscalation | null,
  isAdmin: boolean,
): Weight | null {
  switch (name) {
    case "admin":
      return { severity: "critical", because: "It can do everything on every resource." };
    case "privilegeEscalation":
      if (isAdmin) return { severity: "critical", because: "An administrator can give itself any right." };
      return escalation === "certain"
        ? { severity: "high", because: "It can gain rights that it lacks." }
        : { severity: "medium", because: "It may gain rights through what other services already run." };
    default:
      return weights[name];
  }
}
