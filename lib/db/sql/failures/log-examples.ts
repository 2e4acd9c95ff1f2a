import { jsonText } from "#lib/db/sql/bulk.ts";
import { notifyWorkers } from "#lib/db/sql/syncs.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { ExampleLine, ExampleState } from "#lib/domain/failures/example-lines.ts";
import type { FailureKind } from "#lib/domain/failures/failure-kind.ts";

/** The series whose lines are asked for. */
export interface ExampleSeries {
  readonly accountId: string;
  readonly functionId: number;
  readonly kind: FailureKind;
  readonly errorType: string;
}

/** A request for example lines as it stands. */
export interface LogExampleRow extends ExampleSeries {
  readonly id: string;
  /** How often it was claimed. The fencing token of whoever works on it: a later claim has a higher one. */
  readonly attempts: number;
  readonly region: string;
  readonly state: ExampleState;
  readonly windowFrom: Date;
  readonly windowTo: Date;
  readonly expectedBytes: number | null;
  readonly cursor: string | null;
  /** Null before there are any, and once they were let go. */
  readonly lines: readonly ExampleLine[] | null;
  readonly bytesScanned: number | null;
  readonly costUsd: number | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date | null;
}

const columns = `id, attempts, account_id AS "accountId", function_id AS "functionId", kind, error_type AS "errorType", region, state,
  window_from AS "windowFrom", window_to AS "windowTo", expected_bytes::float8 AS "expectedBytes", cursor, lines,
  bytes_scanned::float8 AS "bytesScanned", cost_usd AS "costUsd", reason, remedy, requested_by AS "requestedBy",
  requested_at AS "requestedAt", ended_at AS "endedAt", expires_at AS "expiresAt"`;

/** A request as one worker holds it. */
export type HeldExample = Pick<LogExampleRow, "id" | "attempts">;

/** What is kept of a request is kept by the worker that holds it, by nobody else who once did. */
const held = "id = $1 AND attempts = $2 AND state = 'running'";

/** A worker that has not said for this long that it is at it is taken for dead. */
const leaseSeconds = 30;

/** Makes all who ask for examples wait for each other, until their transaction ends. */
export async function lockExamples(sql: Sql): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock($1)", [7_402_631]);
}

/** The latest request for a series; null where nobody has asked. */
export async function getLatestExample(sql: Sql, series: ExampleSeries): Promise<LogExampleRow | null> {
  const { rows } = await sql.query<LogExampleRow>(
    `SELECT ${columns} FROM log_examples
     WHERE account_id = $1 AND function_id = $2 AND kind = $3 AND error_type = $4 ORDER BY requested_at DESC LIMIT 1`,
    [series.accountId, series.functionId, series.kind, series.errorType],
  );
  return rows[0] ?? null;
}

/** How many requests there were since an instant: by one person, and by all. */
export async function countExamples(
  sql: Sql,
  requestedBy: string,
  since: Date,
): Promise<{ readonly own: number; readonly all: number }> {
  const { rows } = await sql.query<{ own: number; all: number }>(
    `SELECT count(*) FILTER (WHERE requested_by = $1)::int AS own, count(*)::int AS all
     FROM log_examples WHERE requested_at > $2`,
    [requestedBy, since],
  );
  return rows[0] ?? { own: 0, all: 0 };
}

export interface NewExample extends ExampleSeries {
  readonly id: string;
  readonly region: string;
  readonly windowFrom: Date;
  readonly windowTo: Date;
  readonly expectedBytes: number | null;
  readonly requestedBy: string;
}

/** Asks for examples, and tells the workers. */
export async function createExample(sql: Sql, example: NewExample, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO log_examples (id, account_id, region, function_id, kind, error_type, state, window_from, window_to,
       expected_bytes, requested_by, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10, $11)`,
    [
      example.id,
      example.accountId,
      example.region,
      example.functionId,
      example.kind,
      example.errorType,
      example.windowFrom,
      example.windowTo,
      example.expectedBytes === null ? null : Math.round(example.expectedBytes),
      example.requestedBy,
      now,
    ],
  );
  await notifyWorkers(sql);
}

/** Takes the request that waits longest, or one whose worker is gone; null where there is none. */
export async function claimExample(sql: Sql): Promise<LogExampleRow | null> {
  const { rows } = await sql.query<LogExampleRow>(
    `UPDATE log_examples SET state = 'running', alive_at = clock_timestamp(), attempts = attempts + 1
     WHERE id = (SELECT id FROM log_examples
       WHERE state = 'waiting' OR (state = 'running' AND alive_at < clock_timestamp() - make_interval(secs => $1))
       ORDER BY requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${columns}`,
    [leaseSeconds],
  );
  return rows[0] ?? null;
}

/** Says that the worker lives; false where it does not hold the request any more. */
export async function beatExample(sql: Sql, { id, attempts }: HeldExample): Promise<boolean> {
  const { rowCount } = await sql.query(`UPDATE log_examples SET alive_at = clock_timestamp() WHERE ${held}`, [
    id,
    attempts,
  ]);
  return rowCount === 1;
}

/** Holds dollars back for a request. */
export async function saveExamplePlan(sql: Sql, { id, attempts }: HeldExample, plannedUsd: number): Promise<void> {
  await sql.query(`UPDATE log_examples SET planned_usd = $3 WHERE ${held}`, [id, attempts, plannedUsd]);
}

/** Remembers the query that was started. */
export async function saveExampleCursor(sql: Sql, { id, attempts }: HeldExample, cursor: string): Promise<void> {
  await sql.query(`UPDATE log_examples SET cursor = $3 WHERE ${held}`, [id, attempts, cursor]);
}

export interface ExampleEnd {
  readonly state: Exclude<ExampleState, "waiting" | "running">;
  readonly lines: readonly ExampleLine[] | null;
  readonly bytesScanned: number | null;
  readonly costUsd: number | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly expiresAt: Date | null;
}

/** Keeps how a request came out; what was held back for it is free again. False where another worker holds or has ended it: nothing is kept. */
export async function endExample(
  sql: Sql,
  { id, attempts }: HeldExample,
  end: ExampleEnd,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE log_examples SET state = $3, lines = $4::jsonb, bytes_scanned = $5, cost_usd = $6, reason = $7, remedy = $8,
       expires_at = $9, ended_at = $10, planned_usd = 0, cursor = NULL
     WHERE ${held}`,
    [
      id,
      attempts,
      end.state,
      end.lines === null ? null : jsonText(end.lines),
      end.bytesScanned === null ? null : Math.round(end.bytesScanned),
      end.costUsd,
      end.reason,
      end.remedy,
      end.expiresAt,
      now,
    ],
  );
  return (rowCount ?? 0) > 0;
}

/** Puts a request back that a worker gives up because it stops. */
export async function releaseExample(sql: Sql, { id, attempts }: HeldExample): Promise<void> {
  await sql.query(`UPDATE log_examples SET state = 'waiting', alive_at = NULL WHERE ${held}`, [id, attempts]);
}

/** Lets go of lines whose time has passed, and of requests that are history. Returns how many lost their lines. */
export async function expireExamples(sql: Sql, now: Date, historyBefore: Date): Promise<number> {
  await sql.query("DELETE FROM log_examples WHERE requested_at < $1 AND state NOT IN ('waiting', 'running')", [
    historyBefore,
  ]);
  const { rowCount } = await sql.query(
    "UPDATE log_examples SET lines = NULL WHERE lines IS NOT NULL AND expires_at <= $1",
    [now],
  );
  return rowCount ?? 0;
}
