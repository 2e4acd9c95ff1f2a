import { jsonText } from "./bulk.ts";
import { notifyWorkers } from "./syncs.ts";
import type { Sql } from "./transaction.ts";

/** A test of an account's access, or a look at the organisation, as it stands. */
export interface AccessCheckRow {
  /** The account's id, or "organization". */
  readonly subject: string;
  /** How often it was claimed. The fencing token of whoever works on it: a later claim has a higher one. */
  readonly attempts: number;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly input: unknown;
  readonly done: number;
  readonly total: number | null;
  readonly requestedAt: Date;
  readonly endedAt: Date | null;
  readonly result: unknown;
  readonly reason: string | null;
  readonly remedy: string | null;
}

const columns = `subject, attempts, state, input, done, total, requested_at AS "requestedAt", ended_at AS "endedAt", result, reason, remedy`;

/** A check as one worker holds it. */
type HeldCheck = Pick<AccessCheckRow, "subject" | "attempts">;

/** What is kept of a check is kept by the worker that holds it, by nobody else who once did. */
const held = "subject = $1 AND attempts = $2 AND state = 'running'";

/** A worker that has not said for this long that it is at it is taken for dead. */
const leaseSeconds = 30;

/**
 * Asks for checks; a check that waits or runs goes on as it is. The last result stays until the new one is there.
 *
 * @returns the subjects that will be checked, those that were waiting already included
 */
export async function requestChecks(
  sql: Sql,
  subjects: readonly string[],
  { input, requestedBy, now }: { readonly input: object; readonly requestedBy: string; readonly now: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO access_checks (subject, state, input, requested_by, requested_at)
     SELECT unnest($1::text[]), 'waiting', $2::jsonb, $3, $4
     ON CONFLICT (subject) DO UPDATE SET state = 'waiting', input = EXCLUDED.input, done = 0, total = NULL,
       requested_by = EXCLUDED.requested_by, requested_at = EXCLUDED.requested_at, alive_at = NULL
     WHERE access_checks.state IN ('done', 'failed') OR access_checks.subject = 'organization'`,
    [subjects, jsonText(input), requestedBy, now],
  );
  await notifyWorkers(sql);
}

/** Takes the check that waits longest, or one whose worker is gone; null where there is none. */
export async function claimCheck(sql: Sql): Promise<AccessCheckRow | null> {
  const { rows } = await sql.query<AccessCheckRow>(
    `UPDATE access_checks SET state = 'running', alive_at = clock_timestamp(), attempts = attempts + 1, done = 0
     WHERE subject = (SELECT subject FROM access_checks
       WHERE state = 'waiting' OR (state = 'running' AND alive_at < clock_timestamp() - make_interval(secs => $1))
       ORDER BY requested_at, subject LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${columns}`,
    [leaseSeconds],
  );
  return rows[0] ?? null;
}

/** Says how far a check is, and that its worker lives; false where it does not hold the check any more. */
export async function saveCheckProgress(
  sql: Sql,
  { subject, attempts }: HeldCheck,
  progress: { readonly done: number; readonly total: number | null },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE access_checks SET done = $3, total = $4, alive_at = clock_timestamp() WHERE ${held}`,
    [subject, attempts, progress.done, progress.total],
  );
  return rowCount === 1;
}

export interface CheckEnd {
  readonly state: "done" | "failed";
  readonly result: object | null;
  readonly reason: string | null;
  readonly remedy: string | null;
}

/**
 * Keeps how a check came out, unless it was asked for again or taken over meanwhile. A failure leaves the last result in
 * place.
 */
export async function endCheck(sql: Sql, { subject, attempts }: HeldCheck, end: CheckEnd, now: Date): Promise<void> {
  await sql.query(
    `UPDATE access_checks SET state = $3, result = coalesce($4::jsonb, result), reason = $5, remedy = $6, ended_at = $7
     WHERE ${held}`,
    [subject, attempts, end.state, end.result === null ? null : jsonText(end.result), end.reason, end.remedy, now],
  );
}

/** Puts checks back that a worker gives up because it stops. */
export async function releaseCheck(sql: Sql, { subject, attempts }: HeldCheck): Promise<void> {
  await sql.query(`UPDATE access_checks SET state = 'waiting', alive_at = NULL WHERE ${held}`, [subject, attempts]);
}

/** A finished check that was made without being asked for: on the command line. */
export async function saveCheck(
  sql: Sql,
  subject: string,
  { result, requestedBy, now }: { readonly result: object; readonly requestedBy: string; readonly now: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO access_checks (subject, state, requested_by, requested_at, ended_at, result)
     VALUES ($1, 'done', $2, $3, $3, $4::jsonb)
     ON CONFLICT (subject) DO UPDATE SET state = 'done', requested_by = EXCLUDED.requested_by,
       requested_at = EXCLUDED.requested_at, ended_at = EXCLUDED.ended_at, result = EXCLUDED.result,
       reason = NULL, remedy = NULL, alive_at = NULL`,
    [subject, requestedBy, now, jsonText(result)],
  );
}

export async function listChecks(sql: Sql): Promise<AccessCheckRow[]> {
  return (await sql.query<AccessCheckRow>(`SELECT ${columns} FROM access_checks ORDER BY subject`)).rows;
}

export async function getCheck(sql: Sql, subject: string): Promise<AccessCheckRow | null> {
  const { rows } = await sql.query<AccessCheckRow>(`SELECT ${columns} FROM access_checks WHERE subject = $1`, [
    subject,
  ]);
  return rows[0] ?? null;
}
