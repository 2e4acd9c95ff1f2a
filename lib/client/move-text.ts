import type { VpcMove } from "#lib/domain/views/network.ts";
import { formatDuration, formatNoun } from "./format.ts";

const directions = {
  in: "Moved into a VPC",
  out: "Moved out of its VPC",
  between: "Moved to another VPC",
  set: "Subnets set (whether it was in a VPC before is not told)",
} as const;

/** Which way a function moved, as a heading. */
export function moveTitle({ direction }: VpcMove): string {
  return directions[direction];
}

/** What a move did to the function's starts, in a sentence. Never more than an association. */
export function moveSentence(move: VpcMove): string {
  const { effect } = move;
  if (effect === null) {
    return `Too few inits to compare: ${formatNoun(move.beforeInits, "init")} in the 7 days before, ${formatNoun(move.afterInits, "init")} in those after; each side needs 20.`;
  }
  const { low, high } = effect.interval;
  const medians = `Median init ${formatDuration(effect.beforeMs)} before (${formatNoun(effect.beforeInits, "init")}), ${formatDuration(effect.afterMs)} after (${formatNoun(effect.afterInits, "init")})`;
  const verdict =
    low <= 0 && high >= 0
      ? `no difference can be told: ${difference(effect.effectMs)} (${difference(low)} to ${difference(high)})`
      : `${formatDuration(Math.abs(effect.effectMs))} ${effect.effectMs > 0 ? "later" : "sooner"} (${difference(low)} to ${difference(high)})`;
  if (effect.driftMs === null) {
    return `${medians}: ${verdict}. Fewer than three unchanged functions are like it, so what would have changed anyway is still in this.`;
  }
  const whom = effect.basis === "stratum" ? "of its stratum" : "of its runtime";
  return `${medians}. Next to ${formatNoun(effect.controls, "unchanged function")} ${whom}, which moved by ${difference(effect.driftMs)}: ${verdict}.`;
}

/** A difference of durations with its sign. */
const difference = (ms: number) => (ms > 0 ? `+${formatDuration(ms)}` : formatDuration(ms));
