import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type {
  EnvironmentVariable,
  Json,
  ObservedAlias,
  ObservedAsyncConfig,
  ObservedFunctionUrl,
} from "#lib/domain/fleet/observed.ts";
import type { Trigger } from "#lib/domain/triggers/trigger.ts";
import { jsonText } from "./bulk.ts";
import type { Sql } from "./transaction.ts";

/** What is kept of one function, as far as rules, plans and triggers need it. */
export interface StoredFunction {
  readonly id: number;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly runtime: string | null;
  readonly packageType: string;
  readonly memoryMb: number | null;
  readonly roleArn: string | null;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly environment: readonly EnvironmentVariable[] | null;
  readonly deadLetterTargetArn: string | null;
  readonly layerArns: readonly string[];
  readonly snapStart: string;
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly managedInstances: boolean;
  readonly logGroupName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly teamId: string | null;
  readonly policies: Readonly<Record<string, Json>> | null;
  readonly urls: readonly ObservedFunctionUrl[] | null;
  readonly asyncConfigs: readonly ObservedAsyncConfig[] | null;
  readonly aliases: readonly ObservedAlias[] | null;
  readonly triggers: readonly Trigger[];
  readonly unknowns: Unknowns;
  readonly detailObservedAt: Date | null;
  readonly lastModified: Date;
}

const columns: { readonly [field in keyof StoredFunction]: string } = {
  id: "id",
  accountId: "account_id",
  region: "region",
  name: "name",
  arn: "arn",
  runtime: "runtime",
  packageType: "package_type",
  memoryMb: "memory_mb",
  roleArn: "role_arn",
  vpcId: "vpc_id",
  subnetIds: "subnet_ids",
  securityGroupIds: "security_group_ids",
  environment: "environment",
  deadLetterTargetArn: "dead_letter_target_arn",
  layerArns: "layer_arns",
  snapStart: "snap_start",
  logFormat: "log_format",
  systemLogLevel: "system_log_level",
  managedInstances: "managed_instances",
  logGroupName: "log_group_name",
  tags: "tags",
  teamId: "team_id",
  policies: "policies",
  urls: "urls",
  asyncConfigs: "async_configs",
  aliases: "aliases",
  triggers: "triggers",
  unknowns: "unknowns",
  detailObservedAt: "detail_observed_at",
  lastModified: "last_modified",
};

/**
 * The functions of one account-Region that are there, by name. There may be 10,000: name the fields that are needed, since
 * whole ones take some kilobytes each.
 */
export async function listStoredFunctions<F extends keyof StoredFunction = keyof StoredFunction>(
  sql: Sql,
  accountId: string,
  region: string,
  fields: readonly F[] = Object.keys(columns) as F[],
): Promise<Pick<StoredFunction, F>[]> {
  const { rows } = await sql.query<Pick<StoredFunction, F>>(
    `SELECT ${fields.map((field) => `${columns[field]} AS "${field}"`).join(", ")}
     FROM functions WHERE account_id = $1 AND region = $2 AND deleted_at IS NULL ORDER BY name`,
    [accountId, region],
  );
  return rows;
}

/** Keeps derived triggers where they changed. */
export async function saveTriggers(
  sql: Sql,
  rows: readonly { readonly id: number; readonly triggers: readonly Trigger[]; readonly unknown: unknown }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE functions f SET triggers = r.triggers::jsonb,
       unknowns = CASE WHEN r.unknown IS NULL THEN f.unknowns - 'triggers'
         ELSE jsonb_set(f.unknowns, '{triggers}', r.unknown::jsonb) END
     FROM unnest($1::int[], $2::text[], $3::text[]) AS r(id, triggers, unknown)
     WHERE f.id = r.id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ triggers }) => jsonText(triggers)),
      rows.map(({ unknown }) => (unknown === null ? null : jsonText(unknown))),
    ],
  );
}
