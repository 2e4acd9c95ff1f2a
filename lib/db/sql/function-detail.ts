import type { Fact, Unknown } from "#lib/domain/fleet/fact.ts";
import type { ObservedFunctionDetail } from "#lib/domain/fleet/observed.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

/** Facts that only the calls per function tell; as keys of `unknowns` they name the same fields. */
export const detailFields = [
  "state",
  "tags",
  "reservedConcurrency",
  "policies",
  "urls",
  "asyncConfigs",
  "aliases",
  "versions",
  "provisionedConcurrency",
  "recursiveLoop",
  "codeSigningConfigArn",
  "runtimeManagement",
  "scaling",
] as const;

/** Column and type of the facts that are one column each. */
const plain = {
  reservedConcurrency: ["reserved_concurrency", "int"],
  policies: ["policies", "jsonb"],
  urls: ["urls", "jsonb"],
  asyncConfigs: ["async_configs", "jsonb"],
  aliases: ["aliases", "jsonb"],
  versions: ["versions", "jsonb"],
  provisionedConcurrency: ["provisioned_concurrency", "jsonb"],
  recursiveLoop: ["recursive_loop", "text"],
  codeSigningConfigArn: ["code_signing_config_arn", "text"],
  runtimeManagement: ["runtime_management", "jsonb"],
  scaling: ["scaling", "jsonb"],
  tags: ["tags", "jsonb"],
} as const;

const stateColumns = {
  state: "state",
  stateReason: "state_reason",
  stateReasonCode: "state_reason_code",
  lastUpdateStatus: "last_update_status",
} as const;

/** Since when the state and the last update have been seen as they are. */
const stateSince = `state_since = CASE WHEN NOT 'state' = ANY(r.known) THEN f.state_since
  WHEN f.state IS NOT DISTINCT FROM r.state AND f.state_reason_code IS NOT DISTINCT FROM r.state_reason_code
    AND f.last_update_status IS NOT DISTINCT FROM r.last_update_status THEN coalesce(f.state_since, $4)
  ELSE $4 END`;

/** Kept with the state: it is of the same answer. */
const answerColumn = "answer = CASE WHEN 'state' = ANY(r.known) THEN r.answer ELSE f.answer END";

/**
 * Keeps what the calls per function told. A fact that is known is written and is no longer unknown; one that is not
 * keeps its last value, and `unknowns` says why and since when it stands unproved. Tags that the tagging API has told
 * stay known though GetFunction may not tell them.
 */
export async function saveFunctionDetails(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  details: readonly ObservedFunctionDetail[],
  now: Date,
): Promise<void> {
  const rows = details.filter(({ deleted }) => !deleted).map(detailRow);
  if (rows.length > 0) {
    const sets = Object.entries(plain).map(
      ([field, [column]]) => `${column} = CASE WHEN '${field}' = ANY(r.known) THEN r.${column} ELSE f.${column} END`,
    );
    const states = Object.values(stateColumns).map(
      (column) => `${column} = CASE WHEN 'state' = ANY(r.known) THEN r.${column} ELSE f.${column} END`,
    );
    await sql.query(
      `UPDATE functions f SET ${[...sets, ...states, stateSince, answerColumn].join(", ")}, detail_observed_at = $4,
         unknowns = (f.unknowns - r.known) || merge_unknown.value
       FROM jsonb_to_recordset($1::jsonb) AS r(name text, known text[], unknown jsonb, answer jsonb,
         ${Object.values(plain)
           .map(([column, type]) => `${column} ${type}`)
           .join(", ")},
         ${Object.values(stateColumns)
           .map((column) => `${column} text`)
           .join(", ")})
       JOIN functions o ON o.account_id = $2 AND o.region = $3 AND o.name = r.name
       CROSS JOIN LATERAL (
         SELECT coalesce(jsonb_object_agg(u.key, CASE WHEN o.unknowns->u.key->>'state' = u.value->>'state'
           THEN jsonb_set(u.value, '{since}', coalesce(o.unknowns->u.key->'since', u.value->'since')) ELSE u.value END), '{}') AS value
         FROM jsonb_each(r.unknown) u WHERE u.key <> 'tags' OR o.unknowns ? 'tags') AS merge_unknown
       WHERE f.id = o.id`,
      [jsonText(rows), place.accountId, place.region, now],
    );
  }
  const gone = details.filter(({ deleted }) => deleted).map(({ name }) => name);
  if (gone.length > 0) {
    await sql.query(
      "UPDATE functions SET deleted_at = $4 WHERE account_id = $1 AND region = $2 AND name = ANY($3) AND deleted_at IS NULL",
      [place.accountId, place.region, gone, now],
    );
  }
}

function detailRow(detail: ObservedFunctionDetail) {
  const known: string[] = [];
  const unknown: Record<string, Unknown> = {};
  for (const field of detailFields) {
    const why = unknownOf(detail[field]);
    if (why === null) known.push(field);
    else unknown[field] = why;
  }
  const state = detail.state.state === "known" ? detail.state.value : null;
  return {
    name: detail.name,
    known,
    unknown,
    reserved_concurrency: knownValue(detail.reservedConcurrency),
    policies: knownValue(detail.policies),
    urls: knownValue(detail.urls),
    async_configs: knownValue(detail.asyncConfigs),
    aliases: knownValue(detail.aliases),
    versions: knownValue(detail.versions),
    provisioned_concurrency: knownValue(detail.provisionedConcurrency),
    recursive_loop: knownValue(detail.recursiveLoop),
    code_signing_config_arn: knownValue(detail.codeSigningConfigArn),
    runtime_management: knownValue(detail.runtimeManagement),
    scaling: knownValue(detail.scaling),
    answer: knownValue(detail.answer),
    tags: knownValue(detail.tags) ?? {},
    state: state?.state ?? null,
    state_reason: state?.stateReason ?? null,
    state_reason_code: state?.stateReasonCode ?? null,
    last_update_status: state?.lastUpdateStatus ?? null,
  };
}

function knownValue<T>(fact: Fact<T>): T | null {
  return valueOfFact<T | null>(fact, null);
}

/** Keeps the tags that the tagging API told of a place's functions; once its list is complete, the others have none. */
export async function saveFunctionTags(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  resources: readonly { readonly arn: string; readonly tags: Readonly<Record<string, string>> }[],
): Promise<void> {
  await sql.query(
    `UPDATE functions f SET tags = r.tags, unknowns = f.unknowns - 'tags'
     FROM jsonb_to_recordset($1::jsonb) AS r(arn text, tags jsonb)
     WHERE f.account_id = $2 AND f.region = $3 AND f.arn = r.arn AND (f.unknowns ? 'tags' OR f.tags <> r.tags)`,
    [jsonText(resources), place.accountId, place.region],
  );
}

/**
 * Once the list of tagged functions is complete, those of which it told nothing have no tags. It names every function
 * that has or once had a tag, so a function whose tags were told before is never among them.
 */
export async function settleTags(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
): Promise<void> {
  await sql.query(
    `UPDATE functions SET tags = '{}', unknowns = unknowns - 'tags'
     WHERE account_id = $1 AND region = $2 AND deleted_at IS NULL AND unknowns ? 'tags'`,
    [place.accountId, place.region],
  );
}

/** Says of every function of a place why one field is not known, where it is not known already. */
export async function markUnknown(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  fields: readonly string[],
  why: Unknown,
): Promise<void> {
  for (const field of fields) {
    await sql.query(
      `UPDATE functions SET unknowns = jsonb_set(unknowns, ARRAY[$3::text], $4::jsonb)
       WHERE account_id = $1 AND region = $2 AND deleted_at IS NULL
         AND (NOT unknowns ? $3 OR unknowns->$3->>'state' = 'notYetRead')`,
      [place.accountId, place.region, field, jsonText(why)],
    );
  }
}
