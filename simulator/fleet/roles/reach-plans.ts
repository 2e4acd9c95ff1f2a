import type { PlannedSeverity, PlannedVerdict, ProofPlan, ReachPlan } from "./role-template.ts";

/** Writing logs on `*`, as AWS's own execution policies let roles do, makes both of these true and is no finding. */
export const ordinary: readonly PlannedVerdict[] = ["wildcardResourceWrite", "infrastructureModification"];

export function reads(nouns: string, ...proof: ProofPlan[]): ReachPlan {
  return {
    rule: "role-data-exfiltration",
    severity: "high",
    because: `It can read all ${nouns} of the account.`,
    proof,
  };
}

export function letsIn(services: string, ...proof: ProofPlan[]): ReachPlan {
  return {
    rule: "role-resource-exposure",
    severity: "high",
    because: `It can let others in to all resources of ${services}.`,
    proof,
  };
}

/** `actions` are counted as AWS's service authorisation reference of 2026-09-26 lists them. */
export function changes(services: string, actions: number, ...proof: ProofPlan[]): ReachPlan {
  return {
    rule: "role-wildcard-resource-write",
    severity: "medium",
    because: `It can change all resources of ${services} (${actions} action${actions === 1 ? "" : "s"}).`,
    proof,
  };
}

export function takesCredentials(severity: PlannedSeverity, because: string, ...proof: ProofPlan[]): ReachPlan {
  return { rule: "role-credentials-exposure", severity, because, proof };
}
