import type { Fact, Unknown } from "#lib/domain/fleet/fact.ts";
import type { ObservedEventSourceMapping, ObservedLimits } from "#lib/domain/fleet/observed.ts";
import type { ObservedLogGroup } from "#lib/domain/fleet/observed-log-group.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import type { ObservedQueue } from "#lib/domain/fleet/observed-queue.ts";
import { unknownOf } from "#lib/domain/fleet/unknown.ts";
import { jsonText, numberArray, numberFor, upsertRecords } from "./bulk.ts";
import { isoDay, type Place } from "./place.ts";
import { neverSighted } from "./sightings.ts";
import type { ClaimedTask } from "./sync-tasks.ts";
import type { Sql } from "./transaction.ts";

const whole = (type: "int" | "bigint", value: number | null) => value && numberFor(type, value);

export async function saveLimits(sql: Sql, place: Place, limits: ObservedLimits, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO account_regions (account_id, region, concurrent_executions, unreserved_concurrent_executions,
       code_bytes_limit, code_bytes_used, function_count, limits_observed_at, limits_answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (account_id, region) DO UPDATE SET concurrent_executions = EXCLUDED.concurrent_executions,
       unreserved_concurrent_executions = EXCLUDED.unreserved_concurrent_executions,
       code_bytes_limit = EXCLUDED.code_bytes_limit, code_bytes_used = EXCLUDED.code_bytes_used,
       function_count = EXCLUDED.function_count, limits_observed_at = EXCLUDED.limits_observed_at,
       limits_answer = EXCLUDED.limits_answer`,
    [
      place.accountId,
      place.region,
      whole("int", limits.concurrentExecutions),
      whole("int", limits.unreservedConcurrentExecutions),
      whole("bigint", limits.codeBytesLimit),
      whole("bigint", limits.codeBytesUsed),
      whole("int", limits.functionCount),
      now,
      jsonText(limits.answer),
    ],
  );
}

export async function saveNetwork(sql: Sql, place: Place, network: ObservedNetwork, now: Date): Promise<void> {
  await sql.query(
    "UPDATE account_regions SET network = $3, network_observed_at = $4 WHERE account_id = $1 AND region = $2",
    [place.accountId, place.region, jsonText(network), now],
  );
  const subnets = network.subnets.filter(({ availableIpAddressCount }) => availableIpAddressCount !== null);
  if (subnets.length === 0) return;
  await sql.query(
    `INSERT INTO subnet_days AS t (account_id, region, subnet_id, day, available_ip_address_count)
     SELECT $1, $2, r.id, $3, r.free FROM unnest($4::text[], $5::int[]) AS r(id, free)
     ON CONFLICT (account_id, region, subnet_id, day) DO UPDATE SET
       available_ip_address_count = EXCLUDED.available_ip_address_count
     WHERE EXCLUDED.available_ip_address_count < t.available_ip_address_count`,
    [
      place.accountId,
      place.region,
      isoDay(now),
      subnets.map(({ subnetId }) => subnetId),
      numberArray(
        "int",
        subnets.map(({ availableIpAddressCount }) => availableIpAddressCount),
      ),
    ],
  );
}

export interface StoredNetwork {
  readonly network: ObservedNetwork | null;
  readonly networkObservedAt: Date | null;
  readonly functionCount: number | null;
}

export async function getStoredNetwork(sql: Sql, place: Place): Promise<StoredNetwork | null> {
  const { rows } = await sql.query<StoredNetwork>(
    `SELECT network, network_observed_at AS "networkObservedAt", function_count AS "functionCount"
     FROM account_regions WHERE account_id = $1 AND region = $2`,
    [place.accountId, place.region],
  );
  return rows[0] ?? null;
}

export async function saveMappings(
  sql: Sql,
  place: Place,
  mappings: readonly ObservedEventSourceMapping[],
  now: Date,
): Promise<void> {
  const columns = {
    account_id: "text",
    region: "text",
    uuid: "text",
    function_name: "text",
    qualifier: "text",
    service: "text",
    event_source_arn: "text",
    enabled: "boolean",
    mapping: "jsonb",
    last_seen_at: "timestamptz",
  };
  const rows = mappings.map(({ document: _document, ...mapping }) => ({
    account_id: place.accountId,
    region: place.region,
    uuid: mapping.uuid,
    function_name: mapping.functionName,
    qualifier: mapping.qualifier,
    service: mapping.service,
    event_source_arn: mapping.eventSourceArn,
    enabled: mapping.enabled,
    mapping,
    last_seen_at: now,
  }));
  await upsertRecords(
    sql,
    { table: "event_source_mappings", columns, key: ["account_id", "region", "uuid"], stamps: ["last_seen_at"] },
    rows,
  );
}

type ListTask = Pick<ClaimedTask, "id" | "accountId" | "region" | "startedAt">;

/** Mappings that the complete list of a task no longer had are gone. Returns their ids. */
export async function deleteMissingMappings(sql: Sql, task: ListTask): Promise<string[]> {
  const { rows } = await sql.query<{ uuid: string }>(
    `DELETE FROM event_source_mappings m WHERE m.account_id = $1 AND m.region = $2 AND m.last_seen_at < $3
       AND ${neverSighted("m.uuid", "$4")} RETURNING m.uuid`,
    [task.accountId, task.region, task.startedAt, task.id],
  );
  return rows.map(({ uuid }) => uuid);
}

export async function listMappings(sql: Sql, place: Place): Promise<ObservedEventSourceMapping[]> {
  const { rows } = await sql.query<{ mapping: Omit<ObservedEventSourceMapping, "document"> }>(
    "SELECT mapping FROM event_source_mappings WHERE account_id = $1 AND region = $2 ORDER BY uuid",
    [place.accountId, place.region],
  );
  return rows.map(({ mapping }) => ({ ...mapping, document: {} }));
}

/** A queue whose settings can no longer be read keeps the last ones, and says why they are not proved. */
export async function saveQueues(
  sql: Sql,
  accountId: string,
  queues: Readonly<Record<string, Fact<ObservedQueue>>>,
  now: Date,
): Promise<void> {
  const rows = Object.entries(queues).map(([queueArn, fact]) => ({
    account_id: accountId,
    queue_arn: queueArn,
    queue: fact.state === "known" ? fact.value : null,
    unknown: unknownOf(fact),
    observed_at: now,
  }));
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO queues AS q (account_id, queue_arn, queue, unknown, observed_at)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(account_id text, queue_arn text, queue jsonb, unknown jsonb, observed_at timestamptz)
     ON CONFLICT (account_id, queue_arn) DO UPDATE SET queue = coalesce(EXCLUDED.queue, q.queue), unknown = EXCLUDED.unknown,
       observed_at = CASE WHEN EXCLUDED.unknown IS NULL THEN EXCLUDED.observed_at ELSE q.observed_at END`,
    [jsonText(rows)],
  );
}

/** Queues as facts, by ARN. */
export async function listQueueFacts(sql: Sql, accountId: string): Promise<Record<string, Fact<ObservedQueue>>> {
  const { rows } = await sql.query<{
    arn: string;
    queue: ObservedQueue | null;
    unknown: Unknown | null;
    observedAt: Date;
  }>(`SELECT queue_arn AS arn, queue, unknown, observed_at AS "observedAt" FROM queues WHERE account_id = $1`, [
    accountId,
  ]);
  return Object.fromEntries(
    rows.map(({ arn, queue, unknown, observedAt }) => [arn, queueFact(queue, unknown, observedAt)]),
  );
}

function queueFact(queue: ObservedQueue | null, unknown: Unknown | null, observedAt: Date): Fact<ObservedQueue> {
  if (unknown === null) return queue === null ? { state: "notYetRead" } : { state: "known", value: queue, observedAt };
  if (unknown.state !== "denied" && unknown.state !== "failed") return { state: "notYetRead" };
  return { state: unknown.state, reason: unknown.reason, since: new Date(unknown.since ?? observedAt) };
}

export async function saveLogGroups(
  sql: Sql,
  place: Place,
  groups: readonly ObservedLogGroup[],
  now: Date,
): Promise<void> {
  const columns = {
    account_id: "text",
    region: "text",
    name: "text",
    arn: "text",
    log_group_class: "text",
    retention_days: "int",
    stored_bytes: "bigint",
    observed_at: "timestamptz",
  };
  const rows = groups.map((group) => ({
    account_id: place.accountId,
    region: place.region,
    name: group.name,
    arn: group.arn,
    log_group_class: group.logGroupClass,
    retention_days: group.retentionDays,
    stored_bytes: group.storedBytes,
    observed_at: now,
  }));
  await upsertRecords(
    sql,
    { table: "log_groups", columns, key: ["account_id", "region", "name"], stamps: ["observed_at"] },
    rows,
  );
}

/** Log groups that the complete list of a task no longer had are gone. */
export async function deleteMissingLogGroups(sql: Sql, task: ListTask): Promise<void> {
  await sql.query(
    `DELETE FROM log_groups g WHERE g.account_id = $1 AND g.region = $2 AND g.observed_at < $3
       AND ${neverSighted("g.name", "$4")}`,
    [task.accountId, task.region, task.startedAt, task.id],
  );
}

export interface StoredLogGroup {
  readonly name: string;
  readonly logGroupClass: string;
  readonly retentionDays: number | null;
}

export async function listLogGroups(sql: Sql, place: Place): Promise<StoredLogGroup[]> {
  const { rows } = await sql.query<StoredLogGroup>(
    `SELECT name, log_group_class AS "logGroupClass", retention_days AS "retentionDays" FROM log_groups
     WHERE account_id = $1 AND region = $2 ORDER BY name`,
    [place.accountId, place.region],
  );
  return rows;
}
