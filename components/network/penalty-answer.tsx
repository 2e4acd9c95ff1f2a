import { formatDuration, formatNoun } from "#lib/client/format.ts";
import type { StartPenalty } from "#lib/domain/views/network.ts";
import { formatDifference } from "./format-difference.ts";

/** The same in a few words, for the head of the page; the section says the rest. */
export function PenaltyInShort({ penalty: { pooled } }: { readonly penalty: StartPenalty }) {
  if (pooled === null) return <>What they cost at start cannot be measured yet.</>;
  const { low, high } = pooled.interval;
  if (low <= 0 && high >= 0) return <>No difference in start can be told from alike ones outside.</>;
  return (
    <>
      They start <strong>{formatDuration(Math.abs(pooled.differenceMs))}</strong>{" "}
      {pooled.differenceMs > 0 ? "later" : "sooner"} than alike ones outside.
    </>
  );
}

/** What can be said of the start penalty, in a sentence. Never more than an association. */
export function PenaltyAnswer({ penalty }: { readonly penalty: StartPenalty }) {
  const { pooled } = penalty;
  if (pooled === null) {
    return penalty.twoSidedStrata === 0 ? (
      <>No function outside a VPC is like one of them, or no init was read, so a start penalty cannot be measured.</>
    ) : (
      <>
        Too few functions for a start penalty: {formatNoun(penalty.twoSidedStrata, "stratum has", "strata have")}{" "}
        functions on both sides, but not enough of them with 20 inits a side to say how functions differ among
        themselves.
      </>
    );
  }
  const { low, high } = pooled.interval;
  if (low <= 0 && high >= 0) {
    return (
      <>
        No difference in start can be told between functions in a VPC and alike ones outside:{" "}
        <strong>{formatDifference(pooled.differenceMs)}</strong> ({formatDifference(low)} to {formatDifference(high)}).
        One of <strong>{formatDuration(pooled.detectableMs)}</strong> or more would most likely have been seen.
      </>
    );
  }
  const later = pooled.differenceMs > 0;
  const ends = (later ? [low, high] : [high, low]).map((ms) => formatDuration(Math.abs(ms)));
  return (
    <>
      Functions in a VPC start <strong>{formatDuration(Math.abs(pooled.differenceMs))}</strong> ({ends[0]} to {ends[1]}){" "}
      {later ? "later" : "sooner"} than alike ones outside: association, not cause.
    </>
  );
}
