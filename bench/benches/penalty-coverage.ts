import { commonSpreadOfMedians } from "#lib/domain/network/common-spread.ts";
import { medianShift } from "#lib/domain/network/median-shift.ts";
import { pooledShift } from "#lib/domain/network/pooled-shift.ts";
import { startArm } from "#lib/domain/network/start-arm.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";
import { startPenalty } from "#lib/server/queries/network/start-penalty.ts";
import { type SimulatedFleetOptions, simulatedStrata } from "#lib/testing/simulated-strata.ts";
import type { Bench, Measurement } from "./setup/bench.ts";
import { medianOf } from "./setup/order.ts";

const fleets = 1_000;
const quickFleets = 100;
const strata = 8;

interface Coverage {
  readonly pooled: number;
  readonly pooledWidthMs: number;
  readonly ofStrata: number;
  readonly strataWidthMs: number;
}

/** Whether the start penalty's intervals hold what was planted as often as they say, and what they cost a page. */
export const bench: Bench = {
  name: "penalty-coverage",
  title: "Start penalty of VPCs: coverage over seeded fleets, processor time of 10,000 functions",
  async *run({ options: { quick }, say }) {
    const runs = quick ? quickFleets : fleets;
    for (const [name, options] of [
      ["planted", { strata, penaltyMs: 38 }],
      ["none", { strata, penaltyMs: 0 }],
      ["small", { strata: 30, penaltyMs: 38, functions: [2, 6], inits: [20, 400] }],
      ["uneven", { strata, penaltyMs: 38, penaltySpreadMs: 10 }],
    ] as const) {
      say(`${runs} fleets: ${name}`);
      yield* figures(name, runs, coverageOf(options, runs));
    }
    yield {
      name: "penalty-coverage.page",
      value: pageMs(),
      unit: "ms processor",
      bar: 300,
      note: "10,000 functions, 230 strata, 20 to 5,000 inits each: from stored histograms to the page's figures; median of 5",
    };
  },
};

function* figures(name: string, runs: number, coverage: Coverage): Generator<Measurement> {
  // Strata that differ are told as such; a bar for them would say more than random effects over eight of them can.
  const bar = name === "uneven" ? null : 95;
  const note = (widthMs: number) => `of ${runs} fleets; mean width ${widthMs.toFixed(1)} ms`;
  yield {
    name: `penalty-coverage.${name}.pooled`,
    value: 100 * coverage.pooled,
    unit: "% hold the truth",
    bar,
    direction: "atLeast",
    note: note(coverage.pooledWidthMs),
  };
  yield {
    name: `penalty-coverage.${name}.strata`,
    value: 100 * coverage.ofStrata,
    unit: "% hold the truth",
    bar,
    direction: "atLeast",
    note: note(coverage.strataWidthMs),
  };
}

function coverageOf(options: Omit<SimulatedFleetOptions, "seed">, runs: number): Coverage {
  const [pooled, single]: [Interval[], Interval[]] = [[], []];
  for (let seed = 0; seed < runs; seed += 1) {
    const pairs = simulatedStrata({ ...options, seed }).map(({ vpc, other }, k) => ({
      treated: startArm(vpc, 1_000 * seed + 2 * k),
      control: startArm(other, 1_000 * seed + 2 * k + 1),
    }));
    const arms = pairs.flatMap(({ treated, control }) => [treated ?? [], control ?? []].flat());
    const common = commonSpreadOfMedians(arms);
    for (const { treated, control } of pairs)
      single.push(...[medianShift(treated, control, common)?.interval ?? []].flat());
    pooled.push(...[pooledShift(pairs)?.interval ?? []].flat());
  }
  const holds = ({ low, high }: Interval) => low <= options.penaltyMs && options.penaltyMs <= high;
  const share = (list: readonly Interval[]) => list.filter(holds).length / list.length;
  const width = (list: readonly Interval[]) => list.reduce((sum, { low, high }) => sum + high - low, 0) / list.length;
  return {
    pooled: share(pooled),
    pooledWidthMs: width(pooled),
    ofStrata: share(single),
    strataWidthMs: width(single),
  };
}

/** A fleet of 10,000 functions as the store hands it over. */
function pageMs(): number {
  const rows = simulatedStrata({ seed: 1, strata: 230, penaltyMs: 38, functions: [20, 67] })
    .flatMap(({ vpc, other }, k) => [
      ...vpc.map((histogram) => ({ k, inVpc: true, histogram })),
      ...other.map((histogram) => ({ k, inVpc: false, histogram })),
    ])
    .slice(0, 10_000)
    .map(({ k, inVpc, histogram }, functionId) => ({
      functionId,
      inVpc,
      runtime: `runtime ${k}`,
      architecture: "arm64",
      packageType: "Zip",
      memory: "257–512 MB",
      codeSize: "1–5 MB",
      snapStart: "no SnapStart",
      layers: 0,
      initHistogram: Buffer.from(packHistogram(histogram)),
    }));
  return medianOf(
    Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      startPenalty(rows);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    }),
  );
}
