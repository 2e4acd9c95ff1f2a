/** How an event-source mapping is told to scale; null where it is not told. */
export interface MappingScaling {
  /** SQS: ScalingConfig.MaximumConcurrency. */
  readonly maximumConcurrency: number | null;
  /** Kinesis and DynamoDB: batches of one shard at once. */
  readonly parallelizationFactor: number | null;
  /** ProvisionedPollerConfig. */
  readonly minimumPollers: number | null;
  readonly maximumPollers: number | null;
}

/** One mapping, and what its function may run. */
export interface MappingConcurrency {
  readonly service: string;
  readonly enabled: boolean;
  /** Null where the mapping was stored before its scaling was read. */
  readonly scaling: MappingScaling | null;
  /** The function's reservation; null where none is. */
  readonly reserved: number | null;
  readonly reservationKnown: boolean;
}

/**
 * Executions at once that one SQS mapping comes to by itself, and that one provisioned SQS poller drives (AWS Lambda
 * developer guide, "Configuring scaling behavior for SQS event source mappings", as of November 2026).
 */
export const sqsScale = { byItself: 1_250, perPoller: 10 } as const;

export type MappingVerdict =
  /** The source may ask for more than is reserved. */
  | "overReservation"
  /** Nothing holds it back but the account's limit. */
  | "unbounded"
  | "bounded"
  | "switchedOff"
  | "disabled"
  | "unknown";

/** The most that a mapping may run at once, and what that means beside the reservation. */
export interface MappingJudgement {
  /** Null where it follows from shards, partitions or brokers, which are not read. */
  readonly most: number | null;
  /** How `most` comes about. */
  readonly because: string;
  readonly verdict: MappingVerdict;
  /** What it means, one sentence. */
  readonly meaning: string;
}

/** What an event source may run at once, held against its function's reservation. */
export function judgeMapping(mapping: MappingConcurrency): MappingJudgement {
  const { most, because } = mostOf(mapping);
  return { most, because, ...verdictOf(mapping, most) };
}

function mostOf({ service, scaling }: MappingConcurrency): Pick<MappingJudgement, "most" | "because"> {
  if (scaling === null) return { most: null, because: "How it scales has not been read yet." };
  const { maximumConcurrency, maximumPollers, parallelizationFactor } = scaling;
  if (service === "sqs") {
    if (maximumConcurrency !== null) return { most: maximumConcurrency, because: "its MaximumConcurrency" };
    if (maximumPollers !== null) {
      return { most: maximumPollers * sqsScale.perPoller, because: `${maximumPollers} provisioned pollers × 10` };
    }
    return {
      most: sqsScale.byItself,
      because: "what SQS mappings scale to by themselves; FIFO queues to their groups",
    };
  }
  if (service === "kinesis" || service === "dynamodb") {
    return { most: null, because: `${parallelizationFactor ?? 1} for each shard; shards are not read` };
  }
  if (service === "kafka") return { most: null, because: "one for each partition; partitions are not read" };
  return { most: null, because: "as many as the source has consumers, which is not read" };
}

function verdictOf(
  { enabled, reserved, reservationKnown, service, scaling }: MappingConcurrency,
  most: number | null,
): Pick<MappingJudgement, "verdict" | "meaning"> {
  if (!enabled) return { verdict: "disabled", meaning: "It reads nothing now." };
  if (!reservationKnown) return { verdict: "unknown", meaning: "Whether its function has a reservation was not read." };
  if (reserved === 0) {
    return { verdict: "switchedOff", meaning: "The function's reservation is 0: everything it reads is turned away." };
  }
  if (most === null) {
    const meaning =
      reserved === null
        ? "How many it may run at once is not known; its function has no reservation."
        : "It cannot be held against the reservation.";
    return { verdict: "unknown", meaning };
  }
  if (reserved === null) {
    return service === "sqs" && most >= sqsScale.byItself
      ? {
          verdict: "unbounded",
          // MaximumConcurrency and provisioned pollers exclude each other.
          meaning: `A full queue may take all that the account has left; ${scaling?.maximumPollers == null ? "set MaximumConcurrency" : "lower its maximum of pollers"}.`,
        }
      : { verdict: "bounded", meaning: `It takes ${most} of what the account has left at most.` };
  }
  if (most > reserved) {
    return {
      verdict: "overReservation",
      meaning: `It may ask for ${most} where ${reserved} are reserved: the rest goes back to the queue, counts as a receive and may end in the dead-letter queue.`,
    };
  }
  return { verdict: "bounded", meaning: `Its ${most} fit into the ${reserved} that are reserved.` };
}
