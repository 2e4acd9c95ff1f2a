import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { groupExpression } from "#lib/db/sql/period/group-expression.ts";
import { placeCondition } from "#lib/db/sql/period/period-scope.ts";
import type { StoredFieldChange } from "#lib/domain/changes/change-field-view.ts";

/** Which changes are looked at. */
export interface MoveScope {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly teamId: string | null;
  /** One function alone; null: all in scope. */
  readonly arn: string | null;
  readonly from: Date;
}

export interface NetworkChangeRow {
  readonly id: string;
  readonly functionId: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly occurredAt: Date;
  readonly classes: readonly string[];
  readonly fields: readonly StoredFieldChange[];
}

/** Changes that may be moves: of the VPC itself, or of subnets as an event of CloudTrail tells them. */
const moving =
  '$[*] ? (@.path[0] == "VpcConfig" && (@.path[1] == "VpcId" || @.path[1] == "SubnetIds" && @.told == true))';

/**
 * Changes that may have moved functions which are still there, the latest first. Others of their network (groups, subnets
 * of the same VPC) are left out here, lest many of them crowd out the moves.
 */
export function listNetworkChanges(pool: Pool, scope: MoveScope, limit: number): Promise<NetworkChangeRow[]> {
  const binder = createBinder();
  const conditions = [
    placeCondition(scope, "p", binder),
    ...(scope.teamId === null ? [] : [`p.team_id::text = ${binder.bind(scope.teamId)}`]),
    ...(scope.arn === null ? [] : [`p.arn = ${binder.bind(scope.arn)}`]),
  ].join(" AND ");
  return sql<NetworkChangeRow>(
    pool,
    `SELECT c.id, p.id AS "functionId", p.arn, p.name, p.account_id AS "accountId", p.region,
       c.occurred_at AS "occurredAt", c.classes, c.fields
     FROM changes c JOIN functions p ON p.account_id = c.account_id AND p.arn = c.entity_id AND p.deleted_at IS NULL
     WHERE c.entity_kind = 'function' AND c.kind = 'updated' AND 'network' = ANY(c.classes)
       AND c.fields @? ${binder.bind(moving)}::jsonpath AND c.occurred_at >= ${binder.bind(scope.from)} AND ${conditions}
     ORDER BY c.occurred_at DESC, c.id LIMIT ${binder.bind(limit)}`,
    binder.parameters,
  );
}

export interface ConfounderRow {
  readonly moveId: string;
  readonly summary: string;
  readonly occurredAt: Date;
}

/** What else changed about moved functions within some days of their move. */
export function listConfounders(pool: Pool, moveIds: readonly string[], days: number): Promise<ConfounderRow[]> {
  return sql<ConfounderRow>(
    pool,
    `SELECT m.id AS "moveId", c.summary, c.occurred_at AS "occurredAt"
     FROM changes m JOIN changes c ON c.account_id = m.account_id AND c.entity_id = m.entity_id AND c.id <> m.id
       AND c.entity_kind = 'function'
       AND c.occurred_at BETWEEN m.occurred_at - make_interval(days => $2) AND m.occurred_at + make_interval(days => $2)
     WHERE m.id = ANY($1::uuid[]) ORDER BY c.occurred_at`,
    [moveIds, days],
  );
}

export interface MoveHistogramRow {
  readonly moveId: string;
  readonly functionId: number;
  /** The moved function itself. */
  readonly own: boolean;
  readonly before: boolean;
  readonly runtime: string;
  readonly architecture: string;
  readonly packageType: string;
  readonly memory: string;
  readonly codeSize: string;
  readonly snapStart: string;
  readonly layers: number;
  readonly initHistogram: Buffer;
}

/** Functions of the same runtime that a moved one is compared with at most, the most alike first. */
const mostControls = 60;

/**
 * Init by day on both sides of each move, without the day itself: of the moved function, and of functions of the same
 * runtime, architecture and package type that start and that nothing was changed about in those days.
 */
export function listMoveHistograms(
  pool: Pool,
  moves: readonly Pick<NetworkChangeRow, "id" | "functionId" | "occurredAt">[],
  days: number,
): Promise<MoveHistogramRow[]> {
  const binder = createBinder();
  const ids = binder.bind(moves.map(({ id }) => id));
  const functions = binder.bind(moves.map(({ functionId }) => functionId));
  const dates = binder.bind(moves.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10)));
  const span = binder.bind(days);
  return sql<MoveHistogramRow>(
    pool,
    `SELECT m.id AS "moveId", p.id AS "functionId", p.id = m.function_id AS own, d.day < m.day AS before,
       ${groupExpression("runtime", binder)} AS runtime, p.architecture, p.package_type AS "packageType",
       ${groupExpression("memory", binder)} AS memory, ${groupExpression("codeSize", binder)} AS "codeSize",
       ${groupExpression("snapStart", binder)} AS "snapStart",
       least(cardinality(coalesce(p.layer_arns, '{}')), 3) AS layers, d.init_histogram AS "initHistogram"
     FROM unnest(${ids}::uuid[], ${functions}::int[], ${dates}::date[]) AS m(id, function_id, day)
       JOIN functions o ON o.id = m.function_id
       JOIN LATERAL (
         SELECT c.* FROM functions c LEFT JOIN function_windows w ON w.account_id = c.account_id AND w.function_id = c.id
           AND w."window" = '90d' AND w.init_histogram IS NOT NULL
         WHERE c.id = o.id OR w.function_id IS NOT NULL AND c.deleted_at IS NULL AND c.runtime IS NOT DISTINCT FROM o.runtime
           AND c.architecture = o.architecture AND c.package_type = o.package_type AND c.snap_start = o.snap_start
           AND NOT EXISTS (SELECT FROM changes k WHERE k.account_id = c.account_id AND k.entity_id = c.arn
             AND k.occurred_at >= m.day - ${span}::int AND k.occurred_at < m.day + ${span}::int + 1)
         ORDER BY c.id = o.id DESC, c.memory_mb = o.memory_mb DESC, abs(ln((c.code_bytes + 1.0) / (o.code_bytes + 1.0))), c.id
         LIMIT ${mostControls + 1}
       ) p ON TRUE
       JOIN function_days d ON d.account_id = p.account_id AND d.function_id = p.id AND d.init_histogram IS NOT NULL
         AND d.day BETWEEN m.day - ${span}::int AND m.day + ${span}::int AND d.day <> m.day`,
    binder.parameters,
  );
}
