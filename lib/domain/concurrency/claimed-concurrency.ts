/** What one function holds of its account-Region's concurrency. */
export interface FunctionConcurrency {
  readonly arn: string;
  /** Null where none is reserved. */
  readonly reserved: number | null;
  /** Σ allocated provisioned concurrency over its versions and aliases. */
  readonly provisioned: number;
  /** Maximum of ConcurrentExecutions in the period; null where it was not read. */
  readonly maxConcurrency: number | null;
}

/** Claimed concurrency by its parts, and what is left of the limit. */
export interface ClaimedConcurrency {
  readonly unreserved: number;
  readonly reserved: number;
  readonly provisionedWithoutReserved: number;
  readonly claimed: number;
  readonly limit: number;
  /** limit − claimed; below 0 when more is claimed than allowed. */
  readonly headroom: number;
  /** claimed / limit. */
  readonly share: number;
}

/**
 * Claimed concurrency of an account-Region: unreserved executions + Σ reserved + Σ provisioned of functions without a
 * reservation (AWS's ClaimedAccountConcurrency; the limit is compared with this, not with executions, since what is
 * reserved is taken whether it runs or not). Provisioned concurrency within a reservation is part of the reservation.
 *
 * @param unreservedExecutions maximum of UnreservedConcurrentExecutions in the period
 */
export function claimedConcurrency(
  unreservedExecutions: number,
  functions: readonly FunctionConcurrency[],
  limit: number,
): ClaimedConcurrency {
  let reserved = 0;
  let provisionedWithoutReserved = 0;
  for (const one of functions) {
    if (one.reserved === null) provisionedWithoutReserved += one.provisioned;
    else reserved += one.reserved;
  }
  const claimed = unreservedExecutions + reserved + provisionedWithoutReserved;
  return {
    unreserved: unreservedExecutions,
    reserved,
    provisionedWithoutReserved,
    claimed,
    limit,
    headroom: limit - claimed,
    share: limit > 0 ? claimed / limit : 0,
  };
}

/**
 * Reserved concurrency that was not used at any moment of the period: reserved − maximum of executions, at least 0.
 * Null without a reservation or without the metric. A reservation of 0 switches a function off and is not idle.
 */
export function idleReservation({ reserved, maxConcurrency }: FunctionConcurrency): number | null {
  return reserved === null || maxConcurrency === null ? null : Math.max(0, reserved - maxConcurrency);
}
