import type { SampledLogGroup, StartSampleRequest } from "#lib/domain/collection/source.ts";
import type { StartStep } from "./plan-steps.ts";

/** A query for the sampled hour of some log groups; its index goes on after those of the main queries. */
export interface FeltStep extends StartStep {
  readonly logGroups: readonly SampledLogGroup[];
  readonly isSample: true;
}

/** The sampled hours of a task as steps, one query each: whoever plans them keeps to the groups of one query. */
export function feltSteps(samples: readonly StartSampleRequest[], firstIndex: number): readonly FeltStep[] {
  return samples.map(({ from, to, logGroups }, k) => ({
    index: firstIndex + k,
    granularity: "hour",
    window: { from, to },
    logGroups,
    isSample: true,
  }));
}

export function isFeltStep(step: StartStep): step is FeltStep {
  return "isSample" in step;
}
