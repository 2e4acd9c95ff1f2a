import { bucketOf, type Histogram, histogramFromBuckets } from "#lib/domain/statistics/histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { normalQuantile } from "#simulator/fleet/usage/class-table.ts";

/** A stratum of a simulated fleet: the starts of each function on both sides. */
export interface SimulatedStratum {
  readonly vpc: readonly Histogram[];
  readonly other: readonly Histogram[];
}

/** How a fleet is made. */
export interface SimulatedFleetOptions {
  readonly seed: number;
  readonly strata: number;
  /** Added to every init of a function in a VPC, in ms. */
  readonly penaltyMs: number;
  /** Standard deviation of the penalty between strata, in ms; its mean stays `penaltyMs`. */
  readonly penaltySpreadMs?: number;
  /** Functions of a stratum: fewest and most. */
  readonly functions?: readonly [number, number];
  /** Inits of a function: fewest and most, evenly on the logarithm. */
  readonly inits?: readonly [number, number];
  /** Share of a stratum's functions that stand in a VPC: smallest and largest. */
  readonly vpcShare?: readonly [number, number];
}

/** Typical init and its spread from start to start, as the simulated AWS has them for Go, Node, Python, .NET and Java. */
const runtimes = [
  { medianMs: 90, sigma: 0.3 },
  { medianMs: 380, sigma: 0.4 },
  { medianMs: 420, sigma: 0.4 },
  { medianMs: 380, sigma: 0.4 },
  { medianMs: 420, sigma: 0.4 },
  { medianMs: 900, sigma: 0.3 },
  { medianMs: 380, sigma: 0.4 },
  { medianMs: 2400, sigma: 0.35 },
] as const;

/**
 * A seeded fleet of a realistic shape: starts are log-normal around each function's own level, levels differ between
 * functions as in the simulated AWS (their logarithms evenly over 0.9), sides are unequal, functions quiet or busy.
 */
export function simulatedStrata(options: SimulatedFleetOptions): SimulatedStratum[] {
  const random = seededRandom(Math.imul(options.seed + 1, 0x9e3779b1));
  const [fewest, most] = options.functions ?? [10, 60];
  const [smallest, largest] = options.vpcShare ?? [0.1, 0.5];
  return Array.from({ length: options.strata }, (_, k) => {
    const runtime = runtimes[k % runtimes.length] ?? runtimes[0];
    const penaltyMs =
      options.penaltyMs + (options.penaltySpreadMs ?? 0) * normalQuantile(0.5 / 4_096 + random() * (1 - 1 / 4_096));
    const functions = fewest + Math.floor(random() * (most - fewest + 1));
    const share = smallest + random() * (largest - smallest);
    const inside = Math.max(1, Math.min(functions - 1, Math.round(functions * share)));
    const make = (shiftMs: number) => starts(options, { ...runtime, shiftMs }, random);
    return {
      vpc: Array.from({ length: inside }, () => make(penaltyMs)),
      other: Array.from({ length: functions - inside }, () => make(0)),
    };
  });
}

/** Standard normal values that stand for all: the middles of so many equal shares. */
const drawn = Float64Array.from({ length: 1_024 }, (_, k) => normalQuantile((k + 0.5) / 1_024));

function starts(
  { inits: [fewest, most] = [20, 5_000] }: SimulatedFleetOptions,
  { medianMs, sigma, shiftMs }: { readonly medianMs: number; readonly sigma: number; readonly shiftMs: number },
  random: () => number,
): Histogram {
  const level = medianMs * Math.exp(0.9 * (random() - 0.4));
  const count = Math.round(fewest * (most / fewest) ** random());
  const times = new Uint16Array(drawn.length);
  for (let k = 0; k < count; k += 1) {
    const at = Math.floor(random() * drawn.length);
    times[at] = (times[at] ?? 0) + 1;
  }
  const counts = new Map<number, number>();
  for (const [at, n] of times.entries()) {
    if (n === 0) continue;
    const bucket = bucketOf(Math.max(0.01, level * Math.exp(sigma * (drawn[at] ?? 0)) + shiftMs));
    counts.set(bucket, (counts.get(bucket) ?? 0) + n);
  }
  return histogramFromBuckets(counts);
}
