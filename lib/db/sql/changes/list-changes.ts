import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import { type PropertyTable, propertyClauses, searchClauses } from "#lib/db/sql/property-clause.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { StoredFieldChange } from "#lib/domain/changes/change-field-view.ts";
import type { FactState } from "#lib/domain/fleet/fact.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

/** Changes with what they are filtered by: c the change, a its account, f the function it is about, t that one's team. */
export const changeSource = `changes c
  LEFT JOIN accounts a ON a.id = c.account_id
  LEFT JOIN functions f ON c.entity_kind = 'function' AND f.account_id = c.account_id AND f.arn = c.entity_id
  LEFT JOIN teams t ON t.id = f.team_id`;

const text = (sql: string) => ({ sql, type: "text" }) as const;

/** What the timeline can be filtered by, by the name it has in the URL. */
export const changeProperties: PropertyTable = {
  class: { sql: "c.classes", type: "list" },
  kind: text("c.kind"),
  thing: text("c.entity_kind"),
  name: text("c.entity_name"),
  arn: text("c.entity_id"),
  account: text("c.account_id"),
  region: text("coalesce(c.region, 'global')"),
  team: text("coalesce(t.name, 'no team')"),
  actor: text("c.actor"),
  who: text(
    "CASE c.actor_state WHEN 'known' THEN 'known' WHEN 'notYetRead' THEN 'not yet read' ELSE c.actor_state END",
  ),
};

/** A filter over a span of time, `from` inclusive, `to` exclusive. */
export interface ChangeQuery {
  readonly filter: FleetFilter;
  readonly from: Date;
  readonly to: Date;
}

export function changeWhere({ filter, from, to }: ChangeQuery, parameters: Parameters, without?: string): string {
  const { accountIds, regions, teamId, search, conditions } = filter;
  return [
    `c.occurred_at >= ${parameters.add(from)} AND c.occurred_at < ${parameters.add(to)}`,
    ...(accountIds.length > 0 ? [`c.account_id = ANY(${parameters.add(accountIds)}::text[])`] : []),
    ...(regions.length > 0 ? [`(c.region IS NULL OR c.region = ANY(${parameters.add(regions)}::text[]))`] : []),
    ...(teamId ? [`f.team_id::text = ${parameters.add(teamId)}`] : []),
    ...searchClauses("(c.entity_id || ' ' || c.summary || ' ' || coalesce(c.actor, ''))", search, parameters),
    ...propertyClauses(conditions, changeProperties, parameters, without),
  ].join(" AND ");
}

export interface ChangeListRow {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string | null;
  readonly entityKind: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly kind: "created" | "updated" | "deleted";
  readonly classes: readonly string[];
  readonly summary: string;
  readonly fields: readonly StoredFieldChange[];
  readonly occurredAt: Date;
  readonly detectedAt: Date;
  readonly actor: string | null;
  readonly eventName: string | null;
  readonly actorState: FactState;
  readonly actorReason: string | null;
}

const selected = `c.id, c.account_id AS "accountId", a.name AS "accountName", c.region, c.entity_kind AS "entityKind",
  c.entity_id AS "entityId", c.entity_name AS "entityName", c.kind, c.classes, c.summary, c.fields,
  c.occurred_at AS "occurredAt", c.detected_at AS "detectedAt", c.actor, c.event_name AS "eventName",
  c.actor_state AS "actorState", c.actor_reason AS "actorReason"`;

/** Where a page of changes goes on: after the change of this instant and id. */
export interface ChangeCursor {
  readonly at: Date;
  readonly id: string;
}

/** Changes that a filter leaves, the latest first, from a cursor on. */
export async function listChanges(
  sql: Sql,
  query: ChangeQuery,
  after: ChangeCursor | null,
  limit: number,
): Promise<ChangeListRow[]> {
  const parameters = new Parameters();
  const where = changeWhere(query, parameters);
  const rest = after
    ? `AND (c.occurred_at, c.id) < (${parameters.add(after.at)}, ${parameters.add(after.id)}::uuid)`
    : "";
  const { rows } = await sql.query<ChangeListRow>(
    `SELECT ${selected} FROM ${changeSource} WHERE ${where} ${rest}
     ORDER BY c.occurred_at DESC, c.id DESC LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows;
}
