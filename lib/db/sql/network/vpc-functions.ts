import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionCondition, type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";

export interface VpcFunctionRow {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  readonly memoryMb: number | null;
  readonly state: string | null;
  readonly stateReason: string | null;
  readonly stateReasonCode: string | null;
  /** The state has not been read, or could not be. */
  readonly stateUnknown: boolean;
}

/** The functions of the scope that stand in a VPC. */
export function listVpcFunctions(pool: Pool, scope: PeriodScope): Promise<VpcFunctionRow[]> {
  const binder = createBinder();
  return sql<VpcFunctionRow>(
    pool,
    `SELECT arn, name, account_id AS "accountId", region, vpc_id AS "vpcId", subnet_ids AS "subnetIds",
       security_group_ids AS "securityGroupIds", memory_mb AS "memoryMb", state, state_reason AS "stateReason",
       state_reason_code AS "stateReasonCode", state IS NULL OR unknowns ? 'state' AS "stateUnknown"
     FROM functions f WHERE deleted_at IS NULL AND vpc_id IS NOT NULL AND ${functionCondition(scope, "f", binder)}
     ORDER BY account_id, region, name`,
    binder.parameters,
  );
}

/** How many functions the scope has at all. */
export async function countFunctions(pool: Pool, scope: PeriodScope): Promise<number> {
  const binder = createBinder();
  const rows = await sql<{ count: number }>(
    pool,
    `SELECT count(*)::int AS count FROM functions f WHERE deleted_at IS NULL AND ${functionCondition(scope, "f", binder)}`,
    binder.parameters,
  );
  return rows[0]?.count ?? 0;
}

export interface NetworkRow {
  readonly accountId: string;
  readonly region: string;
  readonly network: unknown;
  readonly observedAt: Date | null;
}

/** The networks that were read in the scope. */
export function listNetworks(pool: Pool, scope: PeriodScope): Promise<NetworkRow[]> {
  const binder = createBinder();
  return sql<NetworkRow>(
    pool,
    `SELECT account_id AS "accountId", region, network, network_observed_at AS "observedAt" FROM account_regions r
     WHERE network IS NOT NULL AND ${placeCondition(scope, "r", binder)}`,
    binder.parameters,
  );
}

export interface SubnetDayRow {
  readonly accountId: string;
  readonly region: string;
  readonly subnetId: string;
  readonly at: Date;
  readonly available: number;
}

/** Free addresses of every subnet by UTC day, as far back as the trend looks. */
export function listSubnetDays(pool: Pool, scope: PeriodScope, days: number): Promise<SubnetDayRow[]> {
  const binder = createBinder();
  return sql<SubnetDayRow>(
    pool,
    `SELECT account_id AS "accountId", region, subnet_id AS "subnetId", day::timestamp AT TIME ZONE 'UTC' AS at,
       available_ip_address_count AS available
     FROM subnet_days s WHERE day > ${binder.bind(scope.to)}::date - ${binder.bind(days)}::int
       AND ${placeCondition(scope, "s", binder)} ORDER BY day`,
    binder.parameters,
  );
}
