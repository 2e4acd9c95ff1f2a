import type { FunctionPlan } from "#simulator/fleet/functions/plan.ts";
import { at, chance, pick, unit } from "#simulator/fleet/random.ts";
import { typicalInitMs } from "#simulator/fleet/runtimes.ts";
import { type ClassTable, createClassTable, normalQuantile } from "./class-table.ts";

/** How an invocation failed. */
export interface FailureKind {
  readonly status: "error" | "timeout";
  /** Null for a timeout. */
  readonly errorType: string | null;
  readonly outOfMemory: boolean;
  /** The environment could not be made ready, neither before the invocation nor in it. */
  readonly duringInit: boolean;
}

/** A stretch of time in which a function behaves alike. Durations are in hundredths of a millisecond, memory in MB. */
export interface Era {
  readonly since: number;
  readonly warm: ClassTable;
  readonly cold: ClassTable;
  readonly init: ClassTable;
  readonly memory: ClassTable;
  readonly failed: ClassTable;
  /** Per draw of the failures, an index into `failureKinds`. */
  readonly failureKind: ClassTable;
  readonly failureKinds: readonly FailureKind[];
  /** Of all invocations. */
  readonly failRate: number;
  /** Of those that succeed. */
  readonly coldRate: number;
  /** Throttled requests per invocation. */
  readonly throttleRate: number;
  /** Share of invocations beyond the provisioned concurrency. */
  readonly spillRate: number;
  /** Events dropped by recursion detection, per invocation. */
  readonly recursionRate: number;
  readonly volume: number;
}

interface EraTraits {
  readonly durationFactor: number;
  readonly initFactor: number;
  /** Added to every init. */
  readonly initShiftMs: number;
  readonly failRate: number;
  readonly kinds: readonly FailureKind[];
  readonly coldFactor: number;
  readonly throttleRate: number;
  readonly spillRate: number;
  readonly recursionRate: number;
  readonly volume: number;
}

const hundredths = (ms: number) => Math.max(1, Math.round(ms * 100));
const errorTypes = [
  "TypeError",
  "KeyError",
  "ValidationError",
  "Runtime.ExitError",
  "ConnectionError",
  "AccessDeniedException",
] as const;
const timeout: FailureKind = { status: "timeout", errorType: null, outOfMemory: false, duringInit: false };
const initTimeout: FailureKind = { ...timeout, duringInit: true };
const outOfMemory: FailureKind = {
  status: "error",
  errorType: "Runtime.OutOfMemory",
  outOfMemory: true,
  duringInit: false,
};
/** The error that a deployment brings in. */
export const newErrorType = "SchemaMismatchError";
const newError: FailureKind = { status: "error", errorType: newErrorType, outOfMemory: false, duringInit: false };

function ordinaryTraits(plan: FunctionPlan): EraTraits {
  const usual: FailureKind = {
    status: "error",
    errorType: pick(plan.key, "error type", errorTypes),
    outOfMemory: false,
    duringInit: false,
  };
  return {
    durationFactor: 1,
    initFactor: 1,
    initShiftMs: 0,
    failRate: chance(plan.key, "clean", 0.45) ? 0 : 0.03 * unit(plan.key, "fail rate") ** 3,
    kinds: chance(plan.key, "some timeouts", 0.25) ? [usual, usual, usual, timeout] : [usual],
    coldFactor: plan.provisioned === null ? 1 : 0.2,
    throttleRate: 0,
    spillRate: 0,
    recursionRate: 0,
    volume: 1,
  };
}

/** Every fourth of these timeouts is one of an environment that does not get ready. */
const slowToBegin = [timeout, timeout, timeout, initTimeout] as const;

/** By how much a function starts later since it moved into a VPC. */
export const moveShiftMs = 80;

const afterwards: Readonly<Record<string, (before: EraTraits) => EraTraits>> = {
  "init-doubled": (before) => ({ ...before, initFactor: 2 }),
  "throttle-storm": (before) => ({ ...before, throttleRate: 0.8, volume: 6 }),
  recursion: (before) => ({ ...before, recursionRate: 0.05, volume: 4 }),
  timeouts: (before) => ({ ...before, failRate: 0.08, kinds: slowToBegin, durationFactor: 1.8 }),
  "out-of-memory": (before) => ({ ...before, failRate: 0.04, kinds: [outOfMemory] }),
  "new-error-type": (before) => ({
    ...before,
    failRate: 0.06,
    // Half of them are thrown while the code is loaded.
    kinds: [...before.kinds, newError, { ...newError, duringInit: true }],
  }),
  "provisioned-spillover": (before) => ({ ...before, spillRate: 0.18, volume: 2 }),
  "moved-into-vpc": (before) => ({ ...before, initShiftMs: moveShiftMs }),
};

const stormMs = 3 * 3_600_000;

function traitsInOrder(plan: FunctionPlan): { since: number; traits: EraTraits }[] {
  const before = ordinaryTraits(plan);
  const first = { since: Number.NEGATIVE_INFINITY, traits: before };
  const change = plan.story === null ? undefined : afterwards[plan.story];
  if (change === undefined) return [first];
  const second = { since: plan.storySince, traits: change(before) };
  return plan.story === "throttle-storm"
    ? [first, second, { since: plan.storySince + stormMs, traits: before }]
    : [first, second];
}

function typicalDurationMs(plan: FunctionPlan): number {
  if (plan.story === "provisioned-spillover") return 400;
  if (plan.story !== null) return Math.min(180, plan.timeoutSeconds * 60);
  const ms = Math.exp(1.2 + 6.2 * unit(plan.key, "duration"));
  return Math.min(ms, plan.timeoutSeconds * 1000 * 0.2);
}

function memoryTable(plan: FunctionPlan): ClassTable {
  const share =
    plan.story === "memory-too-big"
      ? 0.06
      : plan.story === "out-of-memory"
        ? 0.88
        : 0.2 + 0.6 * unit(plan.key, "memory share") ** 1.3;
  const floor = Math.min(plan.memoryMb, 40 + 30 * unit(plan.key, "memory floor"));
  return createClassTable((q) =>
    Math.round(Math.min(plan.memoryMb, Math.max(floor, share * plan.memoryMb * (1 + 0.09 * normalQuantile(q))))),
  );
}

function createEra(plan: FunctionPlan, since: number, traits: EraTraits, perHour: number): Era {
  const limitMs = plan.timeoutSeconds * 1000;
  const medianMs = typicalDurationMs(plan) * traits.durationFactor;
  const sigma = 0.3 + 0.5 * unit(plan.key, "duration spread");
  const init = typicalInitMs(plan.runtime);
  const ownInit =
    init.medianMs * Math.exp(0.9 * (unit(plan.key, "init") - 0.4)) * traits.initFactor * (plan.snapStart ? 0.35 : 1);
  const warmMs = (q: number, factor: number) =>
    hundredths(Math.min(limitMs * 0.97, medianMs * factor * Math.exp(sigma * normalQuantile(q))));
  const kinds = traits.kinds;
  return {
    since,
    warm: createClassTable((q) => warmMs(q, 1)),
    cold: createClassTable((q) => warmMs(q, 1.5)),
    init: createClassTable((q) =>
      hundredths(Math.min(9_900, ownInit * Math.exp(init.sigma * normalQuantile(q)) + traits.initShiftMs)),
    ),
    memory: memoryTable(plan),
    failureKind: createClassTable((_, rank) => rank % kinds.length),
    failed: createClassTable((q, rank) =>
      at(kinds, rank % kinds.length).status === "timeout" ? limitMs * 100 : warmMs(q, 0.8),
    ),
    failureKinds: kinds,
    failRate: traits.failRate,
    coldRate: Math.min(0.9, Math.max(0.0015, 0.9 / perHour ** 0.7) * traits.coldFactor),
    throttleRate: traits.throttleRate,
    spillRate: traits.spillRate,
    recursionRate: traits.recursionRate,
    volume: traits.volume,
  };
}

export function createEras(plan: FunctionPlan, perHour: number): Era[] {
  return traitsInOrder(plan).map(({ since, traits }) => createEra(plan, since, traits, perHour));
}
