import { type SideVersion, sideVersionOf, takesPlace } from "#simulator/fleet/functions/versions.ts";
import { classCount, countOfPosition } from "#simulator/fleet/usage/class-table.ts";
import type { FunctionUsage } from "#simulator/fleet/usage/usage.ts";

/** How many of the draws from..to-1 the side version takes. */
function takenBeside(side: SideVersion, from: number, to: number): number {
  let count = 0;
  for (let position = 0; position < classCount; position++)
    if (takesPlace(side, position)) count += countOfPosition(position, from, to);
  return count;
}

/**
 * Sum of Invocations or Errors with the dimension ExecutedVersion, where an alias sends its calls to two versions; null
 * where there is nothing, and for other metrics and statistics, which nobody asks for by version.
 */
export function versionPoint(
  usage: FunctionUsage,
  version: string,
  metric: string,
  [from, to]: readonly [number, number],
): number | null {
  const side = sideVersionOf(usage.profile.plan);
  if (side === null || (metric !== "Invocations" && metric !== "Errors")) return null;
  let [all, beside] = [0, 0];
  for (const one of usage.stretches(from, to)) {
    const draws: [number, number][] =
      metric === "Errors"
        ? [[one.failFrom, one.failTo]]
        : [
            [one.warmFrom, one.warmTo],
            [one.coldFrom, one.coldTo],
            [one.failFrom, one.failTo],
          ];
    for (const [first, last] of draws) {
      all += last - first;
      beside += takenBeside(side, first, last);
    }
  }
  return all === 0 ? null : version === side.version ? beside : all - beside;
}
