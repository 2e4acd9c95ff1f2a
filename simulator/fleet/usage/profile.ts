import type { FunctionPlan } from "#simulator/fleet/functions/plan.ts";
import { between, chance, keyOf, pickWeighted, unit } from "#simulator/fleet/random.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import { createEras, type Era } from "./eras.ts";

/** `busy`: every hour; `daily`: an hour or two a day; `rare`: some days; `dead`: no longer; `never`. */
export type Rhythm = "busy" | "daily" | "rare" | "dead" | "never";

/** How a function is used, over all time. */
export interface UsageProfile {
  readonly plan: FunctionPlan;
  readonly key: number;
  readonly rhythm: Rhythm;
  /** Invocations on an ordinary active day near the fleet's now. */
  readonly base: number;
  /** Share of an ordinary day that Saturdays and Sundays have. */
  readonly weekend: number;
  /** Natural logarithm of growth per year. */
  readonly growth: number;
  /** Days from today until it is used twice as much, growing by as much each day; null where it grows by `growth`. */
  readonly doublesInDays: number | null;
  readonly today: number;
  readonly from: number;
  /** Infinity while it lives. */
  readonly until: number;
  /** In order of time, without gaps. */
  readonly eras: readonly Era[];
  /** Share of invocations that arrive asynchronously; 0 or 1. */
  readonly asynchronous: boolean;
  readonly stream: boolean;
}

const day = 86_400_000;
/** How soon the fan-out that grows claims twice of what it does today. */
export const fanOutDoublesInDays = 100;

function rhythmOf(plan: FunctionPlan): Rhythm {
  if (plan.setting === "reserved-zero" && plan.story === null) return "never";
  if (plan.story === "died") return "dead";
  if (plan.story !== null) return "busy";
  if (plan.setting === "inactive") return "dead";
  if (plan.setting === "insights-at-warn") return "busy";
  return pickWeighted(plan.key, "rhythm", [
    ["busy", 17],
    ["daily", 47],
    ["rare", 16],
    ["dead", 11],
    ["never", 9],
  ]);
}

function baseOf(plan: FunctionPlan, rhythm: Rhythm): number {
  if (plan.story === "idle-reservation") return 2400;
  if (plan.story === "fan-out-growing") return 9_600;
  if (plan.story !== null) return between(plan.key, "story base", 6_000, 40_000);
  const u = unit(plan.key, "base");
  if (rhythm === "busy" || rhythm === "dead") return Math.round(Math.exp(7.6 + 6.6 * u ** 1.6));
  return Math.max(2, Math.round(Math.exp(0.7 + 5 * u)));
}

function untilOf(shape: FleetShape, plan: FunctionPlan, rhythm: Rhythm): number {
  if (plan.story === "died") return plan.storySince;
  if (rhythm === "never") return 0;
  return rhythm === "dead" ? shape.today - between(plan.key, "dead since", 20, 300) * day : Number.POSITIVE_INFINITY;
}

export function createProfile(shape: FleetShape, plan: FunctionPlan): UsageProfile {
  const rhythm = rhythmOf(plan);
  const base = baseOf(plan, rhythm);
  const perHour = rhythm === "busy" || rhythm === "dead" ? base / 24 : base / 2;
  return {
    plan,
    key: keyOf(plan.key, "usage"),
    rhythm,
    base,
    weekend: plan.story === null && chance(plan.key, "office hours", 0.6) ? 0.25 + 0.4 * unit(plan.key, "weekend") : 1,
    growth: plan.story === null ? -0.25 + 0.9 * unit(plan.key, "growth") : 0.1,
    doublesInDays: plan.story === "fan-out-growing" ? fanOutDoublesInDays : null,
    today: shape.today,
    from: Math.ceil(plan.createdAt / day) * day,
    until: untilOf(shape, plan, rhythm),
    eras: createEras(plan, perHour),
    asynchronous: plan.triggers.policy.some((entry) =>
      entry.intended.some((trigger) => trigger.invocation === "asynchronous"),
    ),
    stream: plan.triggers.mappings.some(({ source }) => source === "kinesis" || source === "dynamodb"),
  };
}
