import type { StratumRow } from "#lib/db/sql/network/strata.ts";
import { type MedianShift, medianShift, pooledShift } from "#lib/domain/network/median-shift.ts";
import { countOf } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { PenaltyStratum, StartPenalty } from "#lib/domain/views/network.ts";

/** Init inside and outside of VPCs, stratum by stratum, and pooled over those that allow it. */
export function startPenalty(rows: readonly StratumRow[]): StartPenalty {
  const groups = [...Map.groupBy(rows, labelOf)];
  const twoSided = groups.filter(([, list]) => list.some(({ inVpc }) => inVpc) && list.some(({ inVpc }) => !inVpc));
  const judged = twoSided.map(([label, list]) => judge(label, list));
  const shifts = judged.flatMap(({ shift }) => shift ?? []);
  const pooled = pooledShift(shifts);
  const size = ({ vpcInits, otherInits }: PenaltyStratum) => Math.min(vpcInits, otherInits);
  return {
    strata: judged
      .map(({ stratum }) => stratum)
      .toSorted((a, b) => Number(b.differenceMs !== null) - Number(a.differenceMs !== null) || size(b) - size(a)),
    pooled: pooled && { differenceMs: pooled.difference, interval: pooled.interval, strata: shifts.length },
    unmatchedStrata: groups.filter(([, list]) => list.every(({ inVpc }) => inVpc)).length,
  };
}

function labelOf({ runtime, architecture, packageType, memory, codeSize, snapStart }: StratumRow): string {
  const parts = [runtime, architecture, packageType, memory, codeSize];
  return (snapStart === "SnapStart" ? [...parts, snapStart] : parts).join(" · ");
}

function judge(label: string, rows: readonly StratumRow[]): { stratum: PenaltyStratum; shift: MedianShift | null } {
  const [inside, outside] = [arm(rows, true), arm(rows, false)];
  const shift = medianShift(inside.init, outside.init);
  return {
    shift,
    stratum: {
      id: label,
      label,
      vpcInits: countOf(inside.init),
      otherInits: countOf(outside.init),
      vpcFunctions: inside.functions,
      otherFunctions: outside.functions,
      vpcMedianMs: shift?.treatedMedian ?? null,
      otherMedianMs: shift?.controlMedian ?? null,
      differenceMs: shift?.difference ?? null,
      interval: shift?.interval ?? null,
    },
  };
}

function arm(rows: readonly StratumRow[], inVpc: boolean) {
  const side = rows.filter((row) => row.inVpc === inVpc);
  return {
    init: mergePackedHistograms(side.map(({ initHistogram }) => initHistogram)),
    functions: new Set(side.map(({ functionId }) => functionId)).size,
  };
}
