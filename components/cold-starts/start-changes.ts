import { FEW } from "#lib/client/format.ts";
import type { PreviousStarts, StartSummary } from "#lib/domain/views/cold-starts.ts";

/** A figure before and now. */
export interface StartChange {
  readonly before: number;
  readonly now: number;
}

/** What can be set beside the period before; null where the two do not compare. */
interface StartChanges {
  readonly rate: StartChange | null;
  readonly median: StartChange | null;
  readonly p95: StartChange | null;
  readonly waited: StartChange | null;
  /** Whether the time waited is left out because more, or less, was seen of one period than of the other. */
  readonly seenUnlike: boolean;
}

/** What was seen of two periods may differ by so much before their sums are not compared. */
const mostCoverageApart = 0.05;

/**
 * How a period compares with the one before. Shares and percentiles of too few are not compared, and what callers waited
 * is a sum over what was seen: where more was seen of one period, more was waited in it for that alone.
 */
export function startChanges(total: StartSummary, previous: PreviousStarts | null): StartChanges {
  if (previous === null) return { rate: null, median: null, p95: null, waited: null, seenUnlike: false };
  const enough = Math.min(total.initCount, previous.initCount) >= FEW;
  const rated = !total.rate.tooFew && !previous.rate.tooFew;
  const alike = isSeenAlike(total.coverage.value, previous.coverage.value);
  const waited = changeOf(previous.waitedMsPerDay, total.waitedMsPerDay);
  return {
    rate: rated ? changeOf(previous.rate.value, total.rate.value) : null,
    median: enough ? changeOf(previous.p50Ms, total.p50Ms) : null,
    p95: enough ? changeOf(previous.p95Ms, total.p95Ms) : null,
    waited: alike ? waited : null,
    seenUnlike: waited !== null && !alike,
  };
}

function isSeenAlike(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && Math.abs(one - other) <= mostCoverageApart;
}

function changeOf(before: number | null, now: number | null): StartChange | null {
  return before === null || now === null ? null : { before, now };
}
