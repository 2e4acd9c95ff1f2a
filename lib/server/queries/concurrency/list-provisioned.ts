import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  listProvisioned,
  listScaling,
  listScalingUnknowns,
  type ProvisionedRow,
  type ScalingRow,
} from "#lib/db/sql/concurrency/provisioned.ts";
import type { Granularity } from "#lib/db/sql/concurrency/region-moments.ts";
import { provisionedUse } from "#lib/domain/concurrency/provisioned-use.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ProvisionedConcurrency, ScalingView } from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const mostConfigs = 300;

/** Provisioned concurrency by version and alias: configured, used, idle, spilled, and what sets it. */
export async function listProvisionedConcurrency(
  scope: FleetScope,
  granularity: Granularity,
  canSeeCost: boolean,
): Promise<ProvisionedConcurrency[]> {
  const { pool } = sharedDatabase();
  const [rows, unknowns] = await Promise.all([
    listProvisioned(pool, scope, granularity, mostConfigs),
    listScalingUnknowns(pool, scope),
  ]);
  const scaling = await listScaling(pool, scope, [...new Set(rows.map(resourceOf))]);
  const byResource = scalingByResource(scaling);
  const reasons = new Map(unknowns.map(({ accountId, region, reason }) => [`${accountId}:${region}`, reason]));
  return rows.map((row) => {
    const place = `${row.accountId}:${row.region}`;
    const scaled = byResource.get(`${place}:${resourceOf(row)}`) ?? null;
    return { ...provisionedView(row, canSeeCost), scaling: scaled, scalingUnknown: reasons.get(place) ?? null };
  });
}

/** Its name at Application Auto Scaling. */
function resourceOf({ name, qualifier }: ProvisionedRow): string {
  return `function:${name}:${qualifier}`;
}

function provisionedView(row: ProvisionedRow, canSeeCost: boolean) {
  const { usedShare, idleShare, money, breakEvenShare } = provisionedUse(row);
  const { architecture: _, memoryMb: __, usedHours: ___, ...rest } = row;
  return { ...rest, usedShare, idleShare, breakEvenShare, money: canSeeCost ? money : null };
}

/** What sets each version or alias, by place and resource. */
function scalingByResource(rows: readonly ScalingRow[]): ReadonlyMap<string, ScalingView> {
  const groups = Map.groupBy(rows, ({ accountId, region, document }) => {
    return `${accountId}:${region}:${textOf(document.ResourceId) ?? ""}`;
  });
  return new Map([...groups].map(([key, some]) => [key, scalingView(some)]));
}

function scalingView(rows: readonly ScalingRow[]): ScalingView {
  const target = rows.find(({ kind }) => kind === "scalableTarget")?.document;
  return {
    least: numberOf(target?.MinCapacity),
    most: numberOf(target?.MaxCapacity),
    schedules: rows.flatMap(({ kind, document }) => (kind === "scheduledAction" ? [scheduleText(document)] : [])),
    policies: rows.flatMap(({ kind, document }) => (kind === "scalingPolicy" ? [policyText(document)] : [])),
  };
}

function scheduleText(document: ScalingRow["document"]): string {
  const action = objectOf(document.ScalableTargetAction);
  const zone = textOf(document.Timezone) ?? "UTC";
  const bounds = [numberOf(action?.MinCapacity), numberOf(action?.MaxCapacity)].map((bound) => bound ?? "unchanged");
  return `${textOf(document.ScheduledActionName) ?? "unnamed"}: ${textOf(document.Schedule) ?? "no schedule"}, ${zone}: ${bounds.join(" to ")}`;
}

function policyText(document: ScalingRow["document"]): string {
  const name = textOf(document.PolicyName) ?? "unnamed";
  const tracking = objectOf(document.TargetTrackingScalingPolicyConfiguration);
  const target = numberOf(tracking?.TargetValue);
  const metric = textOf(objectOf(tracking?.PredefinedMetricSpecification)?.PredefinedMetricType);
  if (target === null) return `${name}: ${textOf(document.PolicyType) ?? "policy"}`;
  return metric === "LambdaProvisionedConcurrencyUtilization"
    ? `${name}: keeps use at ${Math.round(target * 100)} %`
    : `${name}: keeps ${metric ?? "a metric of its own"} at ${target}`;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function objectOf(value: Json | undefined): Readonly<Record<string, Json>> | null {
  return isObject(value) ? value : null;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
