import type { Evidence, RuleId, Severity } from "#lib/domain/findings/finding.ts";
import type { FindingEvent, FindingState, FindingStatus } from "#lib/domain/findings/finding-state.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

export interface StoredFinding extends FindingState {
  readonly id: string;
  readonly accountId: string;
  readonly region: string | null;
  readonly resourceName: string;
}

interface Row {
  readonly id: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly resourceArn: string;
  readonly accountId: string;
  readonly region: string | null;
  readonly resourceName: string;
  readonly status: FindingStatus;
  readonly evidence: readonly Evidence[];
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly resolvedAt: Date | null;
  readonly unverifiedSince: Date | null;
  readonly unverifiedReason: string | null;
  readonly suppressedUntil: Date | null;
  readonly decisionReason: string | null;
  readonly assigneeId: string | null;
}

const columns = `id, rule, severity, resource_arn AS "resourceArn", account_id AS "accountId", region,
  resource_name AS "resourceName", status, evidence, first_seen AS "firstSeen", last_seen AS "lastSeen",
  resolved_at AS "resolvedAt", unverified_since AS "unverifiedSince", unverified_reason AS "unverifiedReason",
  suppressed_until AS "suppressedUntil", decision_reason AS "decisionReason", assignee_id AS "assigneeId"`;

function stateOf(row: Row): StoredFinding {
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    resourceArn: row.resourceArn,
    accountId: row.accountId,
    region: row.region,
    resourceName: row.resourceName,
    status: row.status,
    evidence: row.evidence,
    firstSeen: row.firstSeen,
    lastSeen: row.lastSeen,
    assignee: row.assigneeId,
    suppressedUntil: row.suppressedUntil,
    unverified: row.unverifiedSince && { since: row.unverifiedSince, reason: row.unverifiedReason ?? "" },
    resolution: row.resolvedAt && { at: row.resolvedAt, reason: row.decisionReason ?? "" },
  };
}

/** Makes all who judge one place wait for each other, until their transaction ends: a finding is then opened once. */
export async function lockJudging(sql: Sql, accountId: string, region: string): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(7402616, hashtext($1))", [`${accountId}:${region}`]);
}

/** Findings of one account and Region (null: of its roles) by some rules, held until the transaction ends. */
export async function lockFindings(
  sql: Sql,
  accountId: string,
  region: string | null,
  rules: readonly string[],
): Promise<StoredFinding[]> {
  const { rows } = await sql.query<Row>(
    `SELECT ${columns} FROM findings WHERE account_id = $1 AND region IS NOT DISTINCT FROM $2 AND rule = ANY($3)
     ORDER BY id FOR UPDATE`,
    [accountId, region, rules],
  );
  return rows.map(stateOf);
}

/** Findings by id, held until the transaction ends. */
export async function lockFindingsById(sql: Sql, ids: readonly string[]): Promise<StoredFinding[]> {
  const { rows } = await sql.query<Row>(`SELECT ${columns} FROM findings WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
    ids,
  ]);
  return rows.map(stateOf);
}

/** Findings whose suppression has ended, held until the transaction ends. */
export async function lockExpiredSuppressions(sql: Sql, now: Date): Promise<StoredFinding[]> {
  const { rows } = await sql.query<Row>(
    `SELECT ${columns} FROM findings WHERE status = 'suppressed' AND suppressed_until <= $1 ORDER BY id FOR UPDATE`,
    [now],
  );
  return rows.map(stateOf);
}

export interface FindingWrite {
  readonly finding: FindingState;
  readonly place: { readonly accountId: string; readonly region: string | null; readonly resourceName: string };
  /** The reason of a person's decision; undefined leaves what is there. */
  readonly decisionReason?: string | null;
}

/** Upserts findings by rule and resource. Returns their ids by `rule resourceArn`. */
export async function saveFindings(sql: Sql, writes: readonly FindingWrite[]): Promise<Map<string, string>> {
  if (writes.length === 0) return new Map();
  const records = writes.map(({ finding, place, decisionReason }) => ({
    rule: finding.rule,
    severity: finding.severity,
    resource_arn: finding.resourceArn,
    account_id: place.accountId,
    region: place.region,
    resource_name: place.resourceName,
    status: finding.status,
    evidence: finding.evidence,
    first_seen: finding.firstSeen,
    last_seen: finding.lastSeen,
    resolved_at: finding.resolution?.at ?? null,
    unverified_since: finding.unverified?.since ?? null,
    unverified_reason: finding.unverified?.reason ?? null,
    suppressed_until: finding.suppressedUntil,
    assignee_id: finding.assignee,
    decision_reason: decisionReason ?? finding.resolution?.reason ?? null,
    decided: decisionReason !== undefined || finding.resolution !== null,
  }));
  const { rows } = await sql.query<{ id: string; key: string }>(
    `INSERT INTO findings AS f (id, rule, severity, resource_arn, discriminator, account_id, region, resource_name, status,
       evidence, first_seen, last_seen, resolved_at, unverified_since, unverified_reason, suppressed_until, assignee_id,
       decision_reason)
     SELECT gen_random_uuid(), r.rule, r.severity, r.resource_arn, '', r.account_id, r.region, r.resource_name, r.status,
       r.evidence, r.first_seen, r.last_seen, r.resolved_at, r.unverified_since, r.unverified_reason, r.suppressed_until,
       r.assignee_id, r.decision_reason
     FROM jsonb_to_recordset($1::jsonb) AS r(rule text, severity text, resource_arn text, account_id text, region text,
       resource_name text, status text, evidence jsonb, first_seen timestamptz, last_seen timestamptz,
       resolved_at timestamptz, unverified_since timestamptz, unverified_reason text, suppressed_until timestamptz,
       assignee_id uuid, decision_reason text, decided boolean)
     ON CONFLICT (rule, resource_arn, discriminator) DO UPDATE SET severity = EXCLUDED.severity, status = EXCLUDED.status,
       evidence = EXCLUDED.evidence, last_seen = EXCLUDED.last_seen, resolved_at = EXCLUDED.resolved_at,
       unverified_since = EXCLUDED.unverified_since, unverified_reason = EXCLUDED.unverified_reason,
       suppressed_until = EXCLUDED.suppressed_until, assignee_id = EXCLUDED.assignee_id,
       decision_reason = coalesce(EXCLUDED.decision_reason, f.decision_reason)
     RETURNING f.id, f.rule || ' ' || f.resource_arn AS key`,
    [jsonText(records)],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

export interface FindingEventWrite extends FindingEvent {
  readonly findingId: string;
  readonly actorId: string | null;
  readonly actorName: string;
}

export async function addFindingEvents(sql: Sql, events: readonly FindingEventWrite[]): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `INSERT INTO finding_events (id, finding_id, at, kind, actor_id, actor_name, reason)
     SELECT gen_random_uuid(), * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[])`,
    [
      events.map(({ findingId }) => findingId),
      events.map(({ at }) => at.toISOString()),
      events.map(({ kind }) => kind),
      events.map(({ actorId }) => actorId),
      events.map(({ actorName }) => actorName),
      events.map(({ reason }) => reason),
    ],
  );
}

export interface RuleOutcomeRow {
  readonly rule: string;
  readonly evaluated: number;
  readonly firing: number;
  readonly passing: number;
  readonly notApplicable: number;
  readonly unknown: number;
  readonly unknownReasons: Readonly<Record<string, number>>;
}

export async function saveRuleOutcomes(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  outcomes: readonly RuleOutcomeRow[],
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO rule_outcomes (rule, account_id, region, evaluated, firing, passing, not_applicable, unknown, unknown_reasons, evaluated_at)
     SELECT r.rule, $1, $2, r.evaluated, r.firing, r.passing, r.not_applicable, r.unknown, r.unknown_reasons, $4
     FROM jsonb_to_recordset($3::jsonb) AS r(rule text, evaluated int, firing int, passing int, not_applicable int,
       unknown int, unknown_reasons jsonb)
     ON CONFLICT (rule, account_id, region) DO UPDATE SET evaluated = EXCLUDED.evaluated, firing = EXCLUDED.firing,
       passing = EXCLUDED.passing, not_applicable = EXCLUDED.not_applicable, unknown = EXCLUDED.unknown,
       unknown_reasons = EXCLUDED.unknown_reasons, evaluated_at = EXCLUDED.evaluated_at`,
    [
      place.accountId,
      place.region,
      jsonText(
        outcomes.map(({ notApplicable, unknownReasons, ...outcome }) => ({
          ...outcome,
          not_applicable: notApplicable,
          unknown_reasons: unknownReasons,
        })),
      ),
      now,
    ],
  );
}
