import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionCondition, type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import type { NetworkUse } from "#lib/domain/network/nat-attribution.ts";
import type { NatGatewayDay, NatTrafficReading } from "#lib/domain/network/nat-traffic.ts";

export interface VpcFunctionRow {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly teamId: string | null;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  readonly memoryMb: number | null;
  readonly state: string | null;
  readonly stateReason: string | null;
  readonly stateReasonCode: string | null;
  readonly lastUpdateStatus: string | null;
  readonly lastUpdateStatusReason: string | null;
  readonly lastUpdateStatusReasonCode: string | null;
  readonly stateSince: Date | null;
  /** Of the last 30 days; null where no metric was read. */
  readonly invocations: number | null;
  /** What Lambda Insights told of them, and of the last seven; empty where it told nothing. */
  readonly network: readonly NetworkUse[];
  /** The state has not been read, or could not be. */
  readonly stateUnknown: boolean;
}

/**
 * The functions in VPCs of the scope's accounts and Regions, of whatever team: what they share, subnets and NAT gateways,
 * follows from all of them.
 */
export function listVpcFunctions(pool: Pool, scope: PeriodScope): Promise<VpcFunctionRow[]> {
  const binder = createBinder();
  return sql<VpcFunctionRow>(
    pool,
    `SELECT f.arn, f.name, f.account_id AS "accountId", f.region, f.team_id::text AS "teamId", f.vpc_id AS "vpcId", f.subnet_ids AS "subnetIds",
       f.security_group_ids AS "securityGroupIds", f.memory_mb AS "memoryMb", f.state, f.state_reason AS "stateReason",
       f.state_reason_code AS "stateReasonCode", f.last_update_status AS "lastUpdateStatus",
       f.answer->>'LastUpdateStatusReason' AS "lastUpdateStatusReason",
       f.answer->>'LastUpdateStatusReasonCode' AS "lastUpdateStatusReasonCode", f.state_since AS "stateSince",
       w.invocations::float8 AS invocations, coalesce((SELECT jsonb_agg(jsonb_build_object('invocations', n.invocations,
           'events', n.network_events, 'rxBytes', n.rx_bytes, 'txBytes', n.tx_bytes))
         FROM function_windows n WHERE n.account_id = f.account_id AND n.function_id = f.id
           AND n."window" IN ('7d', '30d') AND n.network_events > 0 AND n.invocations IS NOT NULL), '[]') AS network,
       f.state IS NULL OR f.unknowns ? 'state' AS "stateUnknown"
     FROM functions f LEFT JOIN function_windows w
       ON w.account_id = f.account_id AND w.function_id = f.id AND w."window" = '30d'
     WHERE f.deleted_at IS NULL AND f.vpc_id IS NOT NULL AND ${placeCondition(scope, "f", binder)}
     ORDER BY f.account_id, f.region, f.name`,
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
  /** How the last reading of NAT gateways' traffic went; null where there was none. */
  readonly natTraffic: NatTrafficReading | null;
}

/** The networks that were read in the scope. */
export function listNetworks(pool: Pool, scope: PeriodScope): Promise<NetworkRow[]> {
  const binder = createBinder();
  return sql<NetworkRow>(
    pool,
    `SELECT account_id AS "accountId", region, network, network_observed_at AS "observedAt",
       nat_traffic AS "natTraffic" FROM account_regions r
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

/** Free addresses of every subnet by UTC day, up to the present one: how long they last is a matter of now, not of a period. */
export function listSubnetDays(pool: Pool, scope: PeriodScope, days: number, now: Date): Promise<SubnetDayRow[]> {
  const binder = createBinder();
  const today = binder.bind(now.toISOString().slice(0, 10));
  return sql<SubnetDayRow>(
    pool,
    `SELECT account_id AS "accountId", region, subnet_id AS "subnetId", day::timestamp AT TIME ZONE 'UTC' AS at,
       available_ip_address_count AS available
     FROM subnet_days s WHERE day > ${today}::date - ${binder.bind(days)}::int AND day <= ${today}::date
       AND ${placeCondition(scope, "s", binder)} ORDER BY day`,
    binder.parameters,
  );
}

export interface NatDayRow extends NatGatewayDay {
  readonly accountId: string;
  readonly region: string;
}

/** Traffic of NAT gateways by UTC day, oldest first, of the last so many whole days. */
export function listNatDays(pool: Pool, scope: PeriodScope, days: number, now: Date): Promise<NatDayRow[]> {
  const binder = createBinder();
  const today = binder.bind(now.toISOString().slice(0, 10));
  return sql<NatDayRow>(
    pool,
    `SELECT account_id AS "accountId", region, nat_gateway_id AS "natGatewayId", day::text AS day,
       in_from_source_bytes AS "inFromSourceBytes", in_from_destination_bytes AS "inFromDestinationBytes"
     FROM nat_gateway_days n WHERE day >= ${today}::date - ${binder.bind(days)}::int AND day < ${today}::date
       AND ${placeCondition(scope, "n", binder)} ORDER BY day`,
    binder.parameters,
  );
}

export interface OutsideRow {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** Functions of the scope that stand in no VPC, up to `limit`, by account, Region and name. */
export function listOutside(pool: Pool, scope: PeriodScope, limit: number): Promise<OutsideRow[]> {
  const binder = createBinder();
  return sql<OutsideRow>(
    pool,
    `SELECT arn, name, account_id AS "accountId", region FROM functions f
     WHERE deleted_at IS NULL AND vpc_id IS NULL AND ${functionCondition(scope, "f", binder)}
     ORDER BY account_id, region, name LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}
