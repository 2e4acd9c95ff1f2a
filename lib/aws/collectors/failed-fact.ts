import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";

/** Failures that say nothing about one item but about the whole task: going on would only repeat them. */
const wholeTask: ReadonlySet<string> = new Set([
  "expiredCredentials",
  "noCredentials",
  "regionDisabled",
  "unreachable",
]);

/** Whether a failure would meet every other call of the task, too. */
export function concernsWholeTask({ failure }: AwsFailureError): boolean {
  return wholeTask.has(failure.kind);
}

/** A fact from one call: known, or denied or failed with the reason. What concerns the whole task is thrown on. */
export async function factOf<T>(now: () => Date, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { state: "known", value: await read(), observedAt: now() };
  } catch (error) {
    if (!(error instanceof AwsFailureError) || concernsWholeTask(error)) throw error;
    return { state: error.failure.state, reason: error.failure.reason, since: now() };
  }
}
