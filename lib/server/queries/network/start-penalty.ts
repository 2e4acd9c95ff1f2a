import type { StratumRow } from "#lib/db/sql/network/strata.ts";
import { type CommonSpread, commonSpreadOfMedians } from "#lib/domain/network/common-spread.ts";
import { medianShift } from "#lib/domain/network/median-shift.ts";
import { pooledShift } from "#lib/domain/network/pooled-shift.ts";
import { type StartArm, startArm } from "#lib/domain/network/start-arm.ts";
import { stratumLabel } from "#lib/domain/network/stratum-label.ts";
import { countOf, type Histogram } from "#lib/domain/statistics/histogram.ts";
import { unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { seedOfText } from "#lib/domain/statistics/seeded-random.ts";
import type { OneSidedStratum, PenaltyStratum, PooledPenalty, StartPenalty } from "#lib/domain/views/network.ts";

/** How many strata a page lists, and how many of the strata without a counterpart are named. */
const mostStrata = 200;
const mostUnmatched = 12;

/** A stratum with both its sides. */
interface Compared {
  readonly label: string;
  readonly treated: StartArm | null;
  readonly control: StartArm | null;
}

/** Init inside and outside of VPCs, stratum by stratum, and pooled over those that allow it. */
export function startPenalty(rows: readonly StratumRow[]): StartPenalty {
  // By name, as functions are by number below: the same data give the same figures to the last digit.
  const groups = [...Map.groupBy(rows, stratumLabel)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const compared = groups.flatMap(([label, list]) => {
    const [inside, outside] = [sideOf(list, true), sideOf(list, false)];
    if (inside.length === 0 || outside.length === 0) return [];
    return [
      { label, treated: startArm(inside, seedOfText(`${label} in`)), control: startArm(outside, seedOfText(label)) },
    ];
  });
  const common = commonSpreadOfMedians(
    compared.flatMap(({ treated, control }) => [treated ?? [], control ?? []].flat()),
  );
  const unmatched = groups
    .filter(([, list]) => list.every(({ inVpc }) => inVpc))
    .map(([label, list]) => oneSided(label, list))
    .toSorted((a, b) => b.inits - a.inits);
  const strata = compared.map((one) => stratumOf(one, common));
  return {
    strata: strata.toSorted((a, b) => rank(a) - rank(b) || size(b) - size(a)).slice(0, mostStrata),
    twoSidedStrata: strata.length,
    thinStrata: strata.filter(({ differenceMs }) => differenceMs === null).length,
    pooled: pooledOf(compared),
    unmatchedStrata: unmatched.length,
    unmatched: unmatched.slice(0, mostUnmatched),
  };
}

/** The functions of a side by number, so that the draws of the bootstrap do not hang on the order of the rows. */
function sideOf(rows: readonly StratumRow[], inVpc: boolean): Histogram[] {
  return rows
    .filter((row) => row.inVpc === inVpc)
    .toSorted((one, other) => one.functionId - other.functionId)
    .map(({ initHistogram }) => unpackHistogram(initHistogram));
}

function stratumOf({ label, treated, control }: Compared, common: CommonSpread | null): PenaltyStratum {
  const shift = medianShift(treated, control, common);
  return {
    id: label,
    label,
    vpcInits: treated?.inits ?? 0,
    otherInits: control?.inits ?? 0,
    vpcFunctions: treated?.functions ?? 0,
    otherFunctions: control?.functions ?? 0,
    vpcMedianMs: shift && treated ? treated.medianMs : null,
    otherMedianMs: shift && control ? control.medianMs : null,
    differenceMs: shift?.difference ?? null,
    interval: shift?.interval ?? null,
  };
}

function pooledOf(compared: readonly Compared[]): PooledPenalty | null {
  const pooled = pooledShift(compared);
  return (
    pooled && {
      differenceMs: pooled.difference,
      interval: pooled.interval,
      detectableMs: pooled.detectable,
      strata: pooled.strata,
      vpcFunctions: pooled.treated.functions,
      vpcInits: pooled.treated.inits,
      otherFunctions: pooled.control.functions,
      otherInits: pooled.control.inits,
      betweenStrataMs: pooled.betweenStrata,
    }
  );
}

function oneSided(label: string, rows: readonly StratumRow[]): OneSidedStratum {
  const side = sideOf(rows, true);
  return { label, functions: side.length, inits: side.reduce((sum, histogram) => sum + countOf(histogram), 0) };
}

const rank = ({ interval, differenceMs }: PenaltyStratum) => (interval ? 0 : differenceMs === null ? 2 : 1);
const size = ({ vpcFunctions, otherFunctions }: PenaltyStratum) => Math.min(vpcFunctions, otherFunctions);
