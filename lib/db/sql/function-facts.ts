import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type {
  EnvironmentVariable,
  Json,
  ObservedAlias,
  ObservedAsyncConfig,
  ObservedFunctionUrl,
} from "#lib/domain/fleet/observed.ts";
import type { Trigger } from "#lib/domain/triggers/trigger.ts";
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
  readonly memoryMb: number;
  readonly roleArn: string;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly environment: readonly EnvironmentVariable[] | null;
  readonly deadLetterTargetArn: string | null;
  readonly snapStart: string;
  readonly logFormat: string;
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

/** The functions of one account-Region that are there, by name. */
export async function listStoredFunctions(sql: Sql, accountId: string, region: string): Promise<StoredFunction[]> {
  const { rows } = await sql.query<StoredFunction>(
    `SELECT id, account_id AS "accountId", region, name, arn, runtime, package_type AS "packageType",
       memory_mb AS "memoryMb", role_arn AS "roleArn", vpc_id AS "vpcId", subnet_ids AS "subnetIds",
       security_group_ids AS "securityGroupIds", environment, dead_letter_target_arn AS "deadLetterTargetArn",
       snap_start AS "snapStart", log_format AS "logFormat", log_group_name AS "logGroupName", tags,
       team_id AS "teamId", policies, urls, async_configs AS "asyncConfigs", aliases, triggers, unknowns,
       detail_observed_at AS "detailObservedAt", last_modified AS "lastModified"
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
      rows.map(({ triggers }) => JSON.stringify(triggers)),
      rows.map(({ unknown }) => (unknown === null ? null : JSON.stringify(unknown))),
    ],
  );
}
