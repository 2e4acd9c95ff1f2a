/** What callers waited by relation `p`; reports read before that was counted tell of inits alone. */
export const waitedMs = "coalesce(p.waited_sum_ms, p.init_sum_ms)";

/** Starts of relation `p` that a caller may have waited for with an init: provisioned environments start ahead of need. */
export const onDemandColdStarts = "greatest(0, p.cold_starts - coalesce(p.provisioned_inits, 0))";

/** Everything that counts as a start in the rate. */
export const starts = "(p.cold_starts + coalesce(p.restores, 0) + coalesce(p.init_failures, 0))";

/**
 * Functions of relation `p` that have starts. On Lambda Managed Instances environments run all the time and serve several
 * invocations at once; their reports tell no init, and would thin every rate.
 */
export const hasStarts = "NOT p.managed_instances";
