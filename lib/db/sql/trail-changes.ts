import { createHash } from "node:crypto";
import type { StoredFieldChange } from "#lib/domain/changes/change-field-view.ts";
import type {
  ComparedChange,
  NamedChange,
  StoredComparedChange,
  ToldChange,
} from "#lib/domain/changes/trail-changes.ts";
import { nearestEvent, undatedChangeMs } from "#lib/domain/changes/trail-changes.ts";
import { functionArnOf } from "#lib/domain/fleet/arn.ts";
import type { ObservedChangeEvent } from "#lib/domain/fleet/observed.ts";
import { jsonText } from "./bulk.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Whether a row was found by comparing snapshots; else it is known from its event alone. */
const compared = "(before_sha256 IS NOT NULL OR after_sha256 IS NOT NULL)";

/** Changes found by comparing snapshots to which some of these events may belong. */
export async function listComparedChanges(
  sql: Sql,
  place: Place,
  events: readonly ObservedChangeEvent[],
): Promise<StoredComparedChange[]> {
  if (events.length === 0) return [];
  const times = events.map(({ at }) => at.getTime());
  const { rows } = await sql.query<StoredComparedChange>(
    `SELECT id, entity_name AS "functionName", kind, classes, occurred_at AS "occurredAt",
       occurred_at <> detected_at AS dated, event_name AS "eventName"
     FROM changes WHERE account_id = $1 AND region = $2 AND entity_kind = 'function' AND ${compared}
       AND entity_name = ANY($3) AND occurred_at BETWEEN $4 AND $5`,
    [
      place.accountId,
      place.region,
      [...new Set(events.map(({ functionName }) => functionName))],
      new Date(Math.min(...times) - undatedChangeMs),
      new Date(Math.max(...times) + undatedChangeMs),
    ],
  );
  return rows;
}

/** Says who made changes, and when, where AWS had not said that. */
export async function saveChangeActors(sql: Sql, rows: readonly NamedChange[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE changes c SET actor = r.actor, actor_arn = r.actor_arn, event_name = r.event_name, occurred_at = r.occurred_at,
       actor_state = 'known', actor_reason = NULL
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, actor text, actor_arn text, event_name text, occurred_at timestamptz)
     WHERE c.id = r.id`,
    [
      jsonText(
        rows.map(({ id, event, occurredAt }) => ({
          id,
          actor: event.actor,
          actor_arn: event.actorArn,
          event_name: event.eventName,
          occurred_at: occurredAt,
        })),
      ),
    ],
  );
}

/** Keeps changes that are known from their events alone, each once: its id follows from the event's. */
export async function saveTrailChanges(
  sql: Sql,
  place: Place,
  changes: readonly ToldChange[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const records = changes.map(({ kind, classes, summary, event }) => ({
    id: idOf(place, event.eventId),
    entity_id: functionArnOf({ ...place, name: event.functionName, qualifier: null }),
    entity_name: event.functionName,
    kind,
    classes,
    summary,
    fields: toldFields(event),
    occurred_at: event.at,
    actor: event.actor,
    actor_arn: event.actorArn,
    event_name: event.eventName,
  }));
  await sql.query(
    `INSERT INTO changes (id, account_id, region, entity_kind, entity_id, entity_name, kind, classes, summary, fields,
       occurred_at, detected_at, actor, actor_arn, event_name, actor_state)
     SELECT DISTINCT ON (r.id) r.id, $2, $3, 'function', r.entity_id, r.entity_name, r.kind, r.classes, r.summary, r.fields,
       r.occurred_at, $4, r.actor, r.actor_arn, r.event_name, 'known'
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, entity_id text, entity_name text, kind text, classes text[],
       summary text, fields jsonb, occurred_at timestamptz, actor text, actor_arn text, event_name text)
     ON CONFLICT (id) DO NOTHING`,
    [jsonText(records), place.accountId, place.region, now],
  );
}

/** What an event itself says of fields: only the subnets that a function was put into. */
function toldFields({ subnetIds }: ObservedChangeEvent): readonly StoredFieldChange[] {
  return subnetIds === undefined ? [] : [{ path: ["VpcConfig", "SubnetIds"], after: subnetIds, told: true }];
}

/** CloudTrail's ids are UUIDs, but whatever an endpoint sends must make one. */
function idOf({ accountId, region }: Place, eventId: string): string {
  const hex = createHash("sha256").update(`${accountId}/${region}/${eventId}`).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

interface TrailChange {
  readonly id: string;
  readonly functionName: string;
  readonly eventName: string;
  readonly at: Date;
}

/**
 * For changes that a comparison of snapshots has just found: the row that already tells of each by its event, if there
 * is one. `null` in its place otherwise.
 */
export async function findTrailChanges(
  sql: Sql,
  place: Place,
  changes: readonly ComparedChange[],
): Promise<(string | null)[]> {
  if (changes.length === 0) return [];
  const times = changes.map(({ occurredAt }) => occurredAt.getTime());
  const { rows } = await sql.query<TrailChange>(
    `SELECT id, entity_name AS "functionName", event_name AS "eventName", occurred_at AS at
     FROM changes WHERE account_id = $1 AND region = $2 AND entity_kind = 'function' AND NOT ${compared}
       AND event_name IS NOT NULL AND entity_name = ANY($3) AND occurred_at BETWEEN $4 AND $5`,
    [
      place.accountId,
      place.region,
      changes.map(({ functionName }) => functionName),
      new Date(Math.min(...times) - undatedChangeMs),
      new Date(Math.max(...times) + undatedChangeMs),
    ],
  );
  const taken = new Set<string>();
  return changes.map((change) => {
    const found = nearestEvent(
      change,
      rows.filter(({ id }) => !taken.has(id)),
    );
    if (found !== null) taken.add(found.id);
    return found?.id ?? null;
  });
}
