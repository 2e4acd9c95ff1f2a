import type { InsightsRequest } from "#lib/domain/collection/source.ts";
import { planSteps, type StartStep } from "./plan-steps.ts";

/** A query of Lambda Insights' log group; its index goes on after those of the queries of reports. */
export interface InsightsStep extends StartStep {
  readonly startsOf: readonly string[];
}

/** The windows of Lambda Insights as steps, divided where their rows might not fit into one answer. */
export function insightsSteps(requests: readonly InsightsRequest[], firstIndex: number): readonly InsightsStep[] {
  return requests
    .flatMap(({ startsOf, logGroup, ...window }) =>
      planSteps([{ ...window, logGroups: [logGroup] }]).map((step) => ({ ...step, startsOf })),
    )
    .map((step, k) => ({ ...step, index: firstIndex + k }));
}

export function isInsightsStep(step: StartStep): step is InsightsStep {
  return "startsOf" in step;
}
