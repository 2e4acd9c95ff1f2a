import { type MetricSubject, queryCount } from "./metric-plan.ts";

/** GetMetricData's bounds: queries and datapoints of one request. */
export const requestLimits = { queries: 500, points: 100_800 } as const;

/** Subjects of one request. `end` is the index after the last one among all subjects. */
export interface PackedRequest {
  readonly subjects: readonly MetricSubject[];
  readonly end: number;
}

/**
 * Fills requests with subjects in order; subjects without metrics are passed over. A subject is never split: its row is stored whole, and the statistics of one
 * metric are billed as one only within one request.
 */
export function* packRequests(
  subjects: readonly MetricSubject[],
  periods: number,
  start = 0,
): Generator<PackedRequest> {
  const room = Math.max(1, Math.min(requestLimits.queries, Math.floor(requestLimits.points / Math.max(1, periods))));
  let packed: MetricSubject[] = [];
  let used = 0;
  for (let index = start; index < subjects.length; index += 1) {
    const subject = subjects[index];
    if (subject === undefined) continue;
    const queries = queryCount(subject);
    if (queries === 0) continue;
    if (packed.length > 0 && used + queries > room) {
      yield { subjects: packed, end: index };
      packed = [];
      used = 0;
    }
    packed.push(subject);
    used += queries;
  }
  if (packed.length > 0) yield { subjects: packed, end: subjects.length };
}
