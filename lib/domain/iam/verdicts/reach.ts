import type { Severity } from "#lib/domain/findings/finding.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";

/** How grave a verdict is for this role, with one sentence that says what the role can reach. */
export interface Weight {
  readonly severity: Severity;
  readonly because: string;
  /** Of a weight on writes: prefixes of all the services that it is about, ordinary needs left out. */
  readonly services?: readonly string[];
}

/** What one question about a role's reach was answered with. */
export interface ReachVerdict {
  readonly value: boolean;
  /** `service:Action`, of whole services `service:*`; sorted, at most as many as the {@link ReachDetail} asks for. */
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

/** How much is told of a verdict besides its answer, its weight and the statements that prove it. */
export interface ReachDetail {
  /** A list of actions that is longer is cut here; its total tells. */
  readonly actionsShown: number;
  /** Whether statements are told that would give more under conditions. */
  readonly onlyIf: boolean;
}

/** A list of actions is cut here where a verdict is told whole. */
export const mostActionsShown = 200;
/** All that a page shows. */
export const wholeDetail: ReachDetail = { actionsShown: mostActionsShown, onlyIf: true };
/** What a report needs that shows statements as they stand: naming the actions takes as long as judging. */
export const statementsAlone: ReachDetail = { actionsShown: 0, onlyIf: false };
