import { type FunctionPlan, planFunction } from "./functions/plan.ts";
import { plantedNetworks, plantedStories, type UsageStory } from "./functions/settings.ts";
import { billedMs, createLogSource, failsDuringInit, initMs } from "./logs/invocation.ts";
import { invocationsOf } from "./logs/invocations.ts";
import { functionSubnets } from "./network/subnets.ts";
import { shapeOf } from "./shape/fleet-shape.ts";
import type { FleetShape } from "./shape/shape.ts";
import type { Fleet } from "./types.ts";
import { type Era, moveShiftMs, newErrorType } from "./usage/eras.ts";
import { fanOutDoublesInDays } from "./usage/profile.ts";
import { usageOf } from "./usage/usage.ts";

/** Something that happens in the fleet beyond what rules look at. */
export interface FleetStory {
  readonly kind: UsageStory | "subnet-running-out";
  readonly functionArn: string;
  readonly accountId: string;
  readonly region: string;
  /** ISO instant; null for a story that was always so. */
  readonly since: string | null;
  /** What a reader should find, by name. */
  readonly figures: Readonly<Record<string, number | string>>;
}

const always: ReadonlySet<string> = new Set(["memory-too-big", "idle-reservation", "fan-out-growing"]);

function figuresOf(shape: FleetShape, plan: FunctionPlan, story: UsageStory): FleetStory["figures"] {
  const { eras } = usageOf(shape, plan.index).profile;
  const [before, after] = [eras[0], eras[1] ?? eras[0]];
  switch (story) {
    case "init-doubled":
      return {
        medianInitMsBefore: median(before?.init.values),
        medianInitMsAfter: median(after?.init.values),
        version: String(plan.versionCount),
      };
    case "throttle-storm":
      return { hours: 3, throttlesPerInvocation: after?.throttleRate ?? 0 };
    case "recursion":
      return { droppedPerInvocation: after?.recursionRate ?? 0 };
    case "memory-too-big":
      return { memoryMb: plan.memoryMb, maxMemoryUsedMb: before?.memory.max ?? 0 };
    case "timeouts":
      return {
        shareOfInvocations: after?.failRate ?? 0,
        timeoutSeconds: plan.timeoutSeconds,
        shareDuringInit: shareDuringInit(after),
      };
    case "out-of-memory":
      return { shareOfInvocations: after?.failRate ?? 0, memoryMb: plan.memoryMb, errorType: "Runtime.OutOfMemory" };
    case "new-error-type":
      return {
        errorType: newErrorType,
        version: String(plan.versionCount),
        shareDuringInit: shareDuringInit(after),
      };
    case "idle-reservation":
      return { reservedConcurrency: plan.reservedConcurrency ?? 0 };
    case "provisioned-spillover":
      return { provisionedConcurrency: plan.provisioned ?? 0, spilloverShare: after?.spillRate ?? 0 };
    case "died":
      return {};
    case "moved-into-vpc":
      return { initShiftMs: moveShiftMs };
    case "fan-out-growing":
      return { doublesInDays: fanOutDoublesInDays };
  }
}

/** Of the failures. */
function shareDuringInit(era: Era | undefined): number {
  const kinds = era?.failureKinds ?? [];
  const draws = [...(era?.failureKind.values ?? [])];
  return draws.filter((kind) => kinds[kind]?.duringInit === true).length / Math.max(1, draws.length);
}

function median(values: Float64Array | undefined): number {
  const sorted = [...(values ?? [])].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0) / 100;
}

function storyOf(
  plan: FunctionPlan,
  kind: FleetStory["kind"],
  since: number | null,
  figures: FleetStory["figures"],
): FleetStory {
  const { account, region } = plan.cell;
  return {
    kind,
    functionArn: plan.arn,
    accountId: account.id,
    region,
    since: since === null ? null : new Date(since).toISOString(),
    figures,
  };
}

function runningOut(shape: FleetShape): FleetStory[] {
  const rank = plantedNetworks.indexOf("running-out");
  if (rank >= shape.options.functions) return [];
  const plan = planFunction(shape, shape.networkRanks.backward(rank));
  const tight = functionSubnets(plan.cell, plan.network).find(({ label }) => label === "tight-a");
  return [storyOf(plan, "subnet-running-out", null, { subnetId: tight?.id ?? "", addressesLostPerDay: 1.7 })];
}

/** Every story of the fleet, in a fixed order; all of them stand in a fleet of sixty functions. */
export function fleetStories(fleet: Fleet): FleetStory[] {
  const shape = shapeOf(fleet);
  const usage = plantedStories.flatMap((story, rank) => {
    if (rank >= shape.options.functions) return [];
    const plan = planFunction(shape, shape.storyRanks.backward(rank));
    return [storyOf(plan, story, always.has(story) ? null : plan.storySince, figuresOf(shape, plan, story))];
  });
  return [...usage, ...runningOut(shape)];
}

/** Usage of one function in a window of whole minutes, counted one by one. */
export interface UsageTruth {
  readonly invocations: number;
  readonly errors: number;
  readonly coldStarts: number;
  /** Invocations whose INIT failed twice: each leaves two reports of an INIT. */
  readonly failedInits: number;
  readonly billedMs: number;
  /** Init (or restore) durations in ms, ascending. */
  readonly initMs: readonly number[];
}

/** By full enumeration: for windows of at most some hundred thousand invocations. */
export function usageTruth(fleet: Fleet, functionIndex: number, start: Date, end: Date): UsageTruth {
  const shape = shapeOf(fleet);
  const source = createLogSource(usageOf(shape, functionIndex), null);
  const inits: number[] = [];
  let [invocations, errors, failedInits, billed] = [0, 0, 0, 0];
  for (const some of invocationsOf(source, start.getTime(), end.getTime(), "minute")) {
    for (const one of some) {
      invocations += one.weight;
      if (one.population === "failed") errors += one.weight;
      if (failsDuringInit(one)) failedInits += one.weight;
      billed += one.weight * billedMs(one);
      const init = initMs(one);
      if (init !== null) for (let k = 0; k < one.weight; k++) inits.push(init);
    }
  }
  return {
    invocations,
    errors,
    coldStarts: inits.length,
    failedInits,
    billedMs: billed,
    initMs: inits.sort((a, b) => a - b),
  };
}
