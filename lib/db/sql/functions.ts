import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type { ObservedFunction } from "#lib/domain/fleet/observed.ts";
import { fitted, hexBytes, jsonText } from "./bulk.ts";
import { neverSighted } from "./sightings.ts";
import { documentSha256 } from "./snapshots.ts";
import type { ClaimedTask } from "./sync-tasks.ts";
import type { Sql } from "./transaction.ts";

/** Columns that ListFunctions fills, with their types. */
const listed = {
  name: "text",
  arn: "text",
  runtime: "text",
  architecture: "text",
  memory_mb: "int",
  timeout_seconds: "int",
  package_type: "text",
  code_bytes: "bigint",
  code_sha256: "text",
  description: "text",
  role_arn: "text",
  last_modified: "timestamptz",
  vpc_id: "text",
  subnet_ids: "text[]",
  security_group_ids: "text[]",
  environment: "jsonb",
  dead_letter_target_arn: "text",
  layer_arns: "text[]",
  ephemeral_storage_mb: "int",
  snap_start: "text",
  tracing_mode: "text",
  log_format: "text",
  system_log_level: "text",
  log_group_name: "text",
  managed_instances: "boolean",
  function_type: "text",
  tenancy: "text",
  capacity_provider_arn: "text",
  document_sha256: "bytea",
} as const;

/** Keys of `unknowns` that the listing settles anew each time. */
const listedUnknowns = ["environment", "lastModified", "memoryMb", "timeoutSeconds", "codeBytes", "roleArn"] as const;

const names = Object.keys(listed);
const shape = Object.entries(listed)
  .map(([name, type]) => `${name} ${type}`)
  .join(", ");

/** A role that was not told keeps its last value, so that no role seems to be used by nobody; `unknowns` says so. */
const kept = (name: string) => (name === "role_arn" ? "coalesce(r.role_arn, f.role_arn)" : `r.${name}`);

/** What the listing makes of `unknowns`. */
const settledUnknowns = `(f.unknowns - '{${listedUnknowns.join(",")}}'::text[]) || r.unknown_listed`;

/**
 * Upserts what ListFunctions told; a function that is as it was is not written. Updates first and inserts what is
 * missing, since an upsert would use up an id for each row that is there already. A function that was gone and is back is new again.
 */
export async function saveFunctions(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  functions: readonly ObservedFunction[],
  unknowns: Unknowns,
  now: Date,
): Promise<void> {
  if (functions.length === 0) return;
  const parameters = [
    jsonText(functions.map((fn) => fitted(functionRow(fn), listed))),
    place.accountId,
    place.region,
    now,
  ];
  await sql.query(
    `UPDATE functions f SET ${names.map((name) => `${name} = ${kept(name)}`).join(", ")}, last_seen_at = $4,
       deleted_at = NULL, unknowns = ${settledUnknowns}
     FROM jsonb_to_recordset($1::jsonb) AS r(${shape}, unknown_listed jsonb)
     WHERE f.account_id = $2 AND f.region = $3 AND f.name = r.name AND (f.deleted_at IS NOT NULL
       OR (${names.map((name) => `f.${name}`).join(", ")}) IS DISTINCT FROM (${names.map((name) => `r.${name}`).join(", ")})
       OR f.unknowns IS DISTINCT FROM ${settledUnknowns})`,
    parameters,
  );
  await sql.query(
    `INSERT INTO functions (account_id, region, ${names.join(", ")}, unknowns, first_seen_at, last_seen_at)
     SELECT $2::text, $3::text, ${names.map((name) => `r.${name}`).join(", ")},
       $5::jsonb || r.unknown_listed, $4, $4
     FROM jsonb_to_recordset($1::jsonb) AS r(${shape}, unknown_listed jsonb)
     WHERE NOT EXISTS (SELECT FROM functions f WHERE f.account_id = $2::text AND f.region = $3::text AND f.name = r.name)
     ON CONFLICT DO NOTHING`,
    [...parameters, JSON.stringify(unknowns)],
  );
}

function functionRow(fn: ObservedFunction) {
  return {
    name: fn.name,
    arn: fn.arn,
    runtime: fn.runtime,
    architecture: fn.architecture,
    memory_mb: fn.memoryMb,
    timeout_seconds: fn.timeoutSeconds,
    package_type: fn.packageType,
    code_bytes: fn.codeBytes,
    code_sha256: fn.codeSha256,
    description: fn.description,
    role_arn: fn.roleArn,
    // The column is never null; `unknowns` says that this is no date.
    last_modified: (fn.lastModified ?? new Date(0)).toISOString(),
    vpc_id: fn.vpc?.vpcId ?? null,
    subnet_ids: fn.vpc?.subnetIds ?? [],
    security_group_ids: fn.vpc?.securityGroupIds ?? [],
    environment: fn.environment,
    dead_letter_target_arn: fn.deadLetterTargetArn,
    layer_arns: fn.layerArns,
    ephemeral_storage_mb: fn.ephemeralStorageMb,
    snap_start: fn.snapStart,
    tracing_mode: fn.tracingMode,
    log_format: fn.logFormat,
    system_log_level: fn.systemLogLevel,
    log_group_name: fn.logGroupName,
    managed_instances: fn.managedInstances,
    function_type: fn.functionType,
    tenancy: fn.tenancy,
    capacity_provider_arn: fn.capacityProviderArn,
    document_sha256: hexBytes(documentSha256(fn.document)),
    unknown_listed: unknownListed(fn),
  };
}

/** What a function's listing did not tell. */
function unknownListed(fn: ObservedFunction): Unknowns {
  const reasons: Readonly<Record<(typeof listedUnknowns)[number], string | null>> = {
    environment: fn.environment === null ? (fn.environmentError ?? "AWS could not decrypt the environment.") : null,
    lastModified: fn.lastModified === null ? "Lambda sent no date that can be read." : null,
    memoryMb: fn.memoryMb === null ? "Lambda did not tell the memory size." : null,
    timeoutSeconds: fn.timeoutSeconds === null ? "Lambda did not tell the timeout." : null,
    codeBytes: fn.codeBytes === null ? "Lambda did not tell the size of the code." : null,
    roleArn: fn.roleArn === null ? "Lambda did not tell the execution role." : null,
  };
  const missing = Object.entries(reasons).filter(([, reason]) => reason !== null);
  return Object.fromEntries(
    missing.map(([field, reason]) => [field, { state: "failed", reason: reason ?? "", since: null }] as const),
  );
}

/** Whether any function of a place is there, as far as the store knows. */
export async function hasFunctions(sql: Sql, place: Pick<ClaimedTask, "accountId" | "region">): Promise<boolean> {
  const { rows } = await sql.query(
    "SELECT FROM functions WHERE account_id = $1 AND region = $2 AND deleted_at IS NULL LIMIT 1",
    [place.accountId, place.region],
  );
  return rows.length > 0;
}

/** Functions of a place that the complete list of a task no longer had. Returns their ARNs and names. */
export async function markMissingFunctions(
  sql: Sql,
  task: Pick<ClaimedTask, "id" | "accountId" | "region" | "startedAt">,
  now: Date,
): Promise<{ arn: string; name: string }[]> {
  const { rows } = await sql.query<{ arn: string; name: string }>(
    `UPDATE functions f SET deleted_at = $5
     WHERE f.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL AND f.last_seen_at < $3
       AND ${neverSighted("f.name", "$4")} RETURNING f.arn, f.name`,
    [task.accountId, task.region, task.startedAt, task.id, now],
  );
  return rows;
}
