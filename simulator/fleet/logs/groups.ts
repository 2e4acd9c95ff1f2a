import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { hasInsights } from "#simulator/fleet/functions/layers.ts";
import { insightsLogGroup, logPlanOf, sharedLogGroup } from "#simulator/fleet/functions/logging.ts";
import { localIndexOf } from "#simulator/fleet/functions/names.ts";
import { type FunctionPlan, planFunction } from "#simulator/fleet/functions/plan.ts";
import { between, chance, pick } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";

function logGroup(
  cell: CellShape,
  name: string,
  createdAt: number,
  storedBytes: number,
  parts: Partial<LogGroup>,
): LogGroup {
  const arn = `arn:aws:logs:${cell.region}:${cell.account.id}:log-group:${name}`;
  return {
    logGroupName: name,
    creationTime: createdAt,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes,
    logGroupClass: "STANDARD",
    ...parts,
  };
}

/** Days that a group keeps its events; null for ever. */
export function retentionDays(plan: FunctionPlan): number | null {
  if (plan.setting === "short-retention") return 1;
  return chance(plan.key, "retention", 0.6) ? pick(plan.key, "retention days", [14, 30, 30, 90, 365]) : null;
}

function ownGroup(plan: FunctionPlan): LogGroup {
  const days = retentionDays(plan);
  const parts: Partial<LogGroup> = {
    ...(days === null ? {} : { retentionInDays: days }),
    ...(plan.setting === "infrequent-access-logs" ? { logGroupClass: "INFREQUENT_ACCESS" } : {}),
  };
  return logGroup(
    plan.cell,
    `/aws/lambda/${plan.name}`,
    plan.createdAt + 60_000,
    between(plan.key, "stored", 1_000, 40_000_000),
    parts,
  );
}

function sharedGroup(shape: FleetShape, cell: CellShape): LogGroup {
  return logGroup(
    cell,
    sharedLogGroup,
    shape.today - 700 * 86_400_000,
    between(cell.key, "shared stored", 1_000_000, 900_000_000),
    { retentionInDays: 30 },
  );
}

function insightsGroup(shape: FleetShape, cell: CellShape): LogGroup {
  const stored = between(cell.key, "insights stored", 1_000_000, 400_000_000);
  return logGroup(cell, insightsLogGroup, shape.today - 600 * 86_400_000, stored, { retentionInDays: 30 });
}

/** The shared group first, then one per function that logs to its own. */
export function logGroupsOf(shape: FleetShape, cell: CellShape): LogGroup[] {
  if (cell.count === 0) return [];
  const plans = Array.from({ length: cell.count }, (_, local) => planFunction(shape, cell.offset + local));
  const own = plans.filter((plan) => !logPlanOf(plan).shared);
  const insights = plans.some(hasInsights) ? [insightsGroup(shape, cell)] : [];
  return [sharedGroup(shape, cell), ...insights, ...own.map(ownGroup)].sort((a, b) =>
    (a.logGroupName ?? "") < (b.logGroupName ?? "") ? -1 : 1,
  );
}

/**
 * The functions that write to a group, none when the group does not exist. Null stands for one that was looked at and
 * writes elsewhere, so that the way through a large account-Region can be interrupted.
 */
export function* functionsOfGroup(shape: FleetShape, cell: CellShape, name: string): Generator<FunctionPlan | null> {
  if (name === sharedLogGroup || name === insightsLogGroup) {
    const writes = name === insightsLogGroup ? hasInsights : (plan: FunctionPlan) => logPlanOf(plan).shared;
    for (let local = 0; local < cell.count; local++) {
      const plan = planFunction(shape, cell.offset + local);
      yield writes(plan) ? plan : null;
    }
    return;
  }
  const local = name.startsWith("/aws/lambda/") ? localIndexOf(cell, name.slice("/aws/lambda/".length)) : null;
  if (local === null) return;
  const plan = planFunction(shape, cell.offset + local);
  if (!logPlanOf(plan).shared) yield plan;
}

export function findLogGroupOf(shape: FleetShape, cell: CellShape, name: string): LogGroup | null {
  if (name === sharedLogGroup) return cell.count === 0 ? null : sharedGroup(shape, cell);
  if (name === insightsLogGroup) {
    for (const plan of functionsOfGroup(shape, cell, name)) if (plan !== null) return insightsGroup(shape, cell);
    return null;
  }
  const [plan] = functionsOfGroup(shape, cell, name);
  return plan === undefined || plan === null ? null : ownGroup(plan);
}
