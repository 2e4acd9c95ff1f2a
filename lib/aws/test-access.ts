import type { AccessTest, HopTest, RegionTest } from "#lib/domain/accounts/access-test.ts";
import { partitionOf } from "#lib/domain/fleet/arn.ts";
import { statementFor } from "#lib/domain/iam/permission-statement.ts";
import type { CallAws } from "./call-aws.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { inParallel } from "./collectors/in-parallel.ts";
import { countProbes, testActions } from "./doctor.ts";
import { testRegion } from "./doctor-regions.ts";
import { AwsFailureError } from "./failure.ts";
import { createMeter, type Meter } from "./meter.ts";
import { type AccountAccess, hopsOf } from "./role-hop.ts";

export interface AccessTestTask {
  readonly access: AccountAccess;
  /** Regions to try; the first that can be read is where the actions are tried. */
  readonly regions: readonly string[];
  /** A queue that feeds a function, by Region; SQS's permissions can be tried on one that exists only. */
  readonly queueNames?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The way into AWS that a test uses. */
export interface TestedAws {
  identify(access: AccountAccess, meter: Meter, signal: AbortSignal): Promise<CallerIdentity>;
  callerFor(access: AccountAccess, region: string, meter: Meter, signal: AbortSignal): CallAws;
}

const regionsAtOnce = 4;
const fine = { reason: null, remedy: null } as const;

/**
 * Tries all that reading an account takes: each role on the way in, each Region, each action; with calls that cost
 * nothing. Never throws for what AWS answers; throws the signal's reason when it is aborted.
 */
export async function testAccess(aws: TestedAws, task: AccessTestTask): Promise<AccessTest> {
  const meter = createMeter();
  const tally = createTally(task);
  const spent = () => ({
    calls: meter.rows().reduce((sum, { calls }) => sum + calls, 0),
    costUsd: meter
      .rows()
      .reduce<number | null>((sum, { costUsd }) => (sum === null || costUsd === null ? null : sum + costUsd), 0),
  });
  const nothing = { callerArn: null, regions: [], region: null, actions: [] };

  const own = await tryIdentity(
    aws,
    { ...task.access, roleArn: null, externalId: null, accountId: null },
    meter,
    task.signal,
  );
  if (own instanceof AwsFailureError) {
    const { reason, remedy } = own.failure;
    return { ...nothing, identity: { reason, remedy }, hops: [], ...spent() };
  }
  const { hops, caller } = await testHops(aws, task, meter, own, tally);
  if (caller === null) return { ...nothing, identity: fine, hops, ...spent() };

  const access = { ...task.access, accountId: caller.accountId };
  const regions = await inParallel(task.regions, regionsAtOnce, async (region): Promise<RegionTest> => {
    const result = await testRegion(aws.callerFor(access, region, meter, task.signal), region);
    tally();
    return result;
  });
  const region = regions.find(({ result }) => result === "readable")?.region ?? null;
  const found = { callerArn: caller.arn, identity: fine, hops, regions, region };
  if (region === null) return { ...found, actions: [], ...spent() };
  const actions = await testActions({
    call: aws.callerFor(access, region, meter, task.signal),
    place: {
      accountId: caller.accountId,
      region,
      partition: partitionOf(region),
      queueName: task.queueNames?.[region] ?? null,
    },
    own: task.access.roleArn === null,
    onTested: tally,
  });
  return { ...found, actions, ...spent() };
}

/** Assumes each role in turn, up to the first that cannot be. */
async function testHops(aws: TestedAws, task: AccessTestTask, meter: Meter, own: CallerIdentity, tally: () => void) {
  const chain = hopsOf(task.access);
  const hops: HopTest[] = [];
  let caller: CallerIdentity | null = own;
  for (const [index, { roleArn, externalId }] of chain.entries()) {
    if (caller === null) {
      hops.push({
        roleArn,
        result: "notTried",
        reason: "A role before it cannot be assumed.",
        remedy: null,
        statement: null,
      });
      continue;
    }
    const access = { accountId: null, roleArn, externalId, via: chain.slice(0, index) };
    const found: CallerIdentity | AwsFailureError = await tryIdentity(aws, access, meter, task.signal);
    tally();
    caller = found instanceof AwsFailureError ? null : found;
    hops.push(
      found instanceof AwsFailureError
        ? brokenHop(roleArn, found)
        : { roleArn, result: "assumed", ...fine, statement: null },
    );
  }
  return { hops, caller };
}

function brokenHop(roleArn: string, { failure }: AwsFailureError): HopTest {
  const { kind, reason, remedy, denial } = failure;
  const callersOwn = denial?.layer === "identityPolicy" && denial.explicit === false;
  return {
    roleArn,
    result: kind === "denied" ? "denied" : "failed",
    reason,
    remedy,
    statement: callersOwn ? statementFor("sts:AssumeRole", roleArn) : null,
  };
}

async function tryIdentity(aws: TestedAws, access: AccountAccess, meter: Meter, signal: AbortSignal) {
  try {
    return await aws.identify(access, meter, signal);
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    return error;
  }
}

function createTally({ access, regions, onProgress }: AccessTestTask): () => void {
  const total = hopsOf(access).length + regions.length + countProbes(access.roleArn === null);
  let done = 0;
  return () => {
    done += 1;
    onProgress?.(done, total);
  };
}
