import type { Severity } from "#lib/domain/findings/finding.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";

/** How grave a verdict is for this role, with one sentence that says what the role can reach. */
export interface Weight {
  readonly severity: Severity;
  readonly because: string;
}

/** What one question about a role's reach was answered with. */
export interface ReachVerdict {
  readonly value: boolean;
  /** `service:Action`, of whole services `service:*`; sorted, at most {@link mostActionsShown}. */
  readonly actions: readonly string[];
  /** How many there are, shown or not. */
  readonly total: number;
  /** Allow statements that prove it, by source and place in the document; of each at most as many actions. */
  readonly proofs: readonly Proof[];
  /** Statements that would give more of it, but only under conditions that not every call meets. */
  readonly onlyIf: readonly Proof[];
  /** Null where the verdict is false, or is true only by what ordinary execution roles need. */
  readonly weight: Weight | null;
}

/** What a role can reach by all its policies together, minus Deny, cut by boundary and service control policies. */
export interface Reach {
  /** A whole service is granted, on whatever resource. */
  readonly wildcardActions: ReachVerdict;
  /** Actions that write, tag or manage permissions and could be limited to resources are granted on all. */
  readonly wildcardResourceWrite: ReachVerdict;
  /** Actions that hand out credentials are granted, on whatever resource. */
  readonly credentialsExposure: ReachVerdict;
  /** All objects, all parameters or all secrets can be read. */
  readonly dataExfiltration: ReachVerdict;
  /** Others can be let in to all resources: policies, shares, identities. */
  readonly resourceExposure: ReachVerdict;
  /** As `wildcardResourceWrite`, by statements on everything (`*`, `NotResource`), not on all of one service's ARNs. */
  readonly infrastructureModification: ReachVerdict;
}

/** A list of actions that is longer is cut here; its total tells. */
export const mostActionsShown = 200;
