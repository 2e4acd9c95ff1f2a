import type { ActionTest } from "#lib/domain/accounts/access-test.ts";
import { isBeyondStatements } from "#lib/domain/iam/denial.ts";
import { statementFor } from "#lib/domain/iam/permission-statement.ts";
import type { CallAws } from "./call-aws.ts";
import { inParallel } from "./collectors/in-parallel.ts";
import type { Probe, ProbePlace } from "./doctor-probe.ts";
import { ownProbes, probes } from "./doctor-probes.ts";
import { type AwsFailure, AwsFailureError } from "./failure.ts";
import { type NeededAction, requiredActions } from "./permissions.ts";

const atOnce = 6;

export interface ActionTestTask {
  readonly call: CallAws;
  readonly place: ProbePlace;
  /** True for Lamplight's own account, in which it needs the organisation's actions too. */
  readonly own: boolean;
  /** Told after each action. */
  readonly onTested?: () => void;
}

/** How many actions a test tries. */
export function countProbes(own: boolean): number {
  return probes.length + (own ? ownProbes.length : 0);
}

/**
 * Tries each action that the collectors need with a call that costs nothing: on things that do not exist where one must
 * be named, since AWS checks the permission before it looks. Never throws for what AWS answers.
 */
export async function testActions({ call, place, own, onTested }: ActionTestTask): Promise<readonly ActionTest[]> {
  const needed = new Map(requiredActions().map((action) => [action.action, action]));
  return await inParallel(own ? [...probes, ...ownProbes] : probes, atOnce, async (probe) => {
    const found = await tryProbe(probe, call, place);
    onTested?.();
    return describe(probe, found, needed.get(probe.action));
  });
}

/** Null: allowed. A text: what the answer leaves open. */
async function tryProbe(probe: Probe, call: CallAws, place: ProbePlace): Promise<AwsFailure | string | null> {
  try {
    await probe.send(call, place);
    return null;
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    if (!answeredAfterCheck(error.failure)) return error.failure;
    return probe.unsure?.(place) ?? null;
  }
}

function describe(probe: Probe, found: AwsFailure | string | null, needed: NeededAction | undefined): ActionTest {
  const { action } = probe;
  const about = { action, whys: needed?.whys ?? [], sources: needed?.sources ?? [] };
  if (found === null) {
    return { ...about, result: "allowed", reason: null, remedy: null, denial: null, statement: null };
  }
  if (typeof found === "string") {
    return { ...about, result: "unknown", reason: found, remedy: null, denial: null, statement: null };
  }
  const { kind, reason, remedy, denial } = found;
  if (kind !== "denied" || denial === null) {
    return { ...about, result: "unknown", reason, remedy, denial: null, statement: null };
  }
  const statement = isBeyondStatements(denial) && denial.layer !== "permissionsBoundary" ? null : statementFor(action);
  return { ...about, result: "denied", reason, remedy, denial, statement };
}

/** "Not found" and "not valid" come from behind the permission check. */
function answeredAfterCheck(failure: AwsFailure): boolean {
  return failure.kind === "notFound" || (failure.kind === "unexpected" && failure.httpStatus === 400);
}
