import type { CollectContext } from "./collectors/collector.ts";
import { inParallel } from "./collectors/in-parallel.ts";
import { type Probe, probes } from "./doctor-probes.ts";
import { type AwsFailure, AwsFailureError } from "./failure.ts";

/** Whether one permission is there. */
export interface ActionTest {
  readonly action: string;
  /** `unknown`: the call failed for a reason that says nothing about the permission. */
  readonly result: "allowed" | "denied" | "unknown";
  /** Why it is not `allowed`; null when it is. */
  readonly reason: string | null;
  readonly remedy: string | null;
}

const atOnce = 6;

/**
 * Tries each action that the collectors need with a call that costs nothing: on things that do not exist where one must
 * be named, since AWS checks the permission before it looks. Never throws for what AWS answers.
 */
export async function testActions(context: CollectContext): Promise<readonly ActionTest[]> {
  return await inParallel(probes, atOnce, async (probe) => await testAction(context, probe));
}

async function testAction(context: CollectContext, probe: Probe): Promise<ActionTest> {
  try {
    await probe.send(context.call);
    return { action: probe.action, result: "allowed", reason: null, remedy: null };
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    return resultOf(probe.action, error.failure);
  }
}

function resultOf(action: string, failure: AwsFailure): ActionTest {
  if (failure.kind === "denied") return { action, result: "denied", reason: failure.reason, remedy: failure.remedy };
  if (answeredAfterCheck(failure)) return { action, result: "allowed", reason: null, remedy: null };
  return { action, result: "unknown", reason: failure.reason, remedy: failure.remedy };
}

/** "Not found" and "not valid" come from behind the permission check. */
function answeredAfterCheck(failure: AwsFailure): boolean {
  return failure.kind === "notFound" || (failure.kind === "unexpected" && failure.httpStatus === 400);
}
