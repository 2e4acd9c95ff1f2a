import { median } from "#lib/domain/statistics/order-statistics.ts";
import {
  type Estimate,
  fewestStarts,
  fewestValues,
  medianEstimate,
  quantileEstimate,
  ratio,
} from "./median-interval.ts";
import { type SizeEffect, sizeEffect } from "./size-effect.ts";

/** How one function of the fleet started over the last 30 days: what others are compared with. */
export interface FleetStartRow {
  readonly runtime: string;
  readonly architecture: string;
  readonly codeBytes: number | null;
  readonly inits: number;
  readonly initP50Ms: number | null;
  readonly restores: number;
  readonly restoreP50Ms: number | null;
  readonly restoreP95Ms: number | null;
}

/** What the fleet says, or why it says nothing. */
export type Evidence<T> =
  | ({ readonly state: "known"; readonly functions: number; readonly starts: number } & T)
  | { readonly state: "unknown"; readonly reason: string };

/** What is known of one runtime. A function is one observation, since the starts of one function are alike. */
export interface RuntimeEvidence {
  /** Median restore over the functions that restore snapshots. */
  readonly restored: Evidence<{ readonly medianMs: Estimate; readonly p95Ms: number | null }>;
  /** Median init on arm64 by median init on x86_64. */
  readonly arm64: Evidence<{ readonly ratio: Estimate; readonly armFunctions: number }>;
  /** How init goes with the size of the package, and how large a usual package is. */
  readonly size: Evidence<SizeEffect>;
  /** The median init that a quarter of the functions stay below. */
  readonly quartile: Evidence<{ readonly initMs: Estimate }>;
}

export type FleetEvidence = (runtime: string) => RuntimeEvidence;

/** A function's median counts from so many starts on. */
const fewestOfFunction = 5;
/** A quartile and a slope want more functions than a median. */
const fewestFunctions = 20;

/** Draws up, by runtime, what this fleet's own functions tell of starts. Associations between functions, never causes. */
export function fleetEvidence(rows: readonly FleetStartRow[]): FleetEvidence {
  const byRuntime = Map.groupBy(rows, ({ runtime }) => runtime);
  const drawn = new Map<string, RuntimeEvidence>();
  return (runtime) => {
    const known = drawn.get(runtime) ?? runtimeEvidence(byRuntime.get(runtime) ?? []);
    drawn.set(runtime, known);
    return known;
  };
}

interface Observation {
  readonly architecture: string;
  readonly codeBytes: number | null;
  readonly starts: number;
  readonly medianMs: number;
}

function runtimeEvidence(rows: readonly FleetStartRow[]): RuntimeEvidence {
  const inits = rows.flatMap(({ architecture, codeBytes, inits: starts, initP50Ms: medianMs }) =>
    medianMs === null || medianMs <= 0 || starts < fewestOfFunction
      ? []
      : [{ architecture, codeBytes, starts, medianMs }],
  );
  return {
    restored: restoredEvidence(rows),
    arm64: armEvidence(inits),
    size: sizeEvidence(inits),
    quartile: quartileEvidence(inits),
  };
}

const startsOf = (list: readonly { readonly starts: number }[]) => list.reduce((sum, { starts }) => sum + starts, 0);
const mediansOf = (list: readonly Observation[]) => list.map(({ medianMs }) => medianMs);

function restoredEvidence(rows: readonly FleetStartRow[]): RuntimeEvidence["restored"] {
  const restored = rows.flatMap(({ restores: starts, restoreP50Ms: medianMs, restoreP95Ms: p95Ms }) =>
    medianMs === null || starts === 0 ? [] : [{ starts, medianMs, p95Ms }],
  );
  const starts = startsOf(restored);
  if (starts < fewestStarts)
    return unknown(`${starts} restores of this runtime were seen in the fleet in 30 days; ${fewestStarts} are needed`);
  const medians = restored.map(({ medianMs }) => medianMs);
  // Of fewer than six functions no interval reaches 95 %: then from the least to the largest.
  const middle = median(medians) ?? 0;
  const spread = { value: middle, low: Math.min(...medians), high: Math.max(...medians) };
  const medianMs = medianEstimate(medians) ?? spread;
  const p95Ms = median(restored.flatMap(({ p95Ms: one }) => one ?? []));
  return { state: "known", functions: restored.length, starts, medianMs, p95Ms };
}

function armEvidence(inits: readonly Observation[]): RuntimeEvidence["arm64"] {
  const arm = inits.filter(({ architecture }) => architecture === "arm64");
  const x86 = inits.filter(({ architecture }) => architecture === "x86_64");
  const [one, other] = [medianEstimate(mediansOf(arm)), medianEstimate(mediansOf(x86))];
  if (one === null || other === null || startsOf(arm) < fewestStarts || startsOf(x86) < fewestStarts)
    return unknown(
      `${arm.length} functions of this runtime with enough inits run on arm64 and ${x86.length} on x86_64; ${fewestValues} of each are needed`,
    );
  return {
    state: "known",
    functions: arm.length + x86.length,
    starts: startsOf(arm) + startsOf(x86),
    ratio: ratio(one, other),
    armFunctions: arm.length,
  };
}

function sizeEvidence(inits: readonly Observation[]): RuntimeEvidence["size"] {
  const sized = inits.flatMap(({ codeBytes, medianMs, starts }) =>
    codeBytes === null || codeBytes <= 0 ? [] : [{ codeBytes, medianMs, starts }],
  );
  const effect = sized.length < fewestFunctions ? null : sizeEffect(sized);
  if (effect === null)
    return unknown(
      `${sized.length} functions of this runtime have enough inits and a known package size; ${fewestFunctions} of different sizes are needed`,
    );
  return { state: "known", functions: sized.length, starts: startsOf(sized), ...effect };
}

function quartileEvidence(inits: readonly Observation[]): RuntimeEvidence["quartile"] {
  const initMs = inits.length < fewestFunctions ? null : quantileEstimate(mediansOf(inits), 0.25);
  if (initMs === null)
    return unknown(`${inits.length} functions of this runtime have enough inits; ${fewestFunctions} are needed`);
  return { state: "known", functions: inits.length, starts: startsOf(inits), initMs };
}

const unknown = (reason: string): { readonly state: "unknown"; readonly reason: string } => ({
  state: "unknown",
  reason,
});
