import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import { histogramRows } from "#lib/db/sql/period/init-histograms.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { StartSubject } from "#lib/domain/starts/remedies/start-subject.ts";
import { hasStarts, onDemandColdStarts, waitedMs } from "./waited.ts";

type SubjectColumn =
  | "name"
  | "arn"
  | "region"
  | "runtime"
  | "architecture"
  | "packageType"
  | "codeBytes"
  | "memoryMb"
  | "ephemeralStorageMb"
  | "snapStart"
  | "fileSystems"
  | "managedInstances"
  | "coldStarts"
  | "waitedMs"
  | "initWaitedMs"
  | "initCostUsd"
  | "costUsd"
  | "requestsUsd"
  | "durationSumMs";

/** What remedies are judged by: a function's configuration and what it did in the period. */
export interface StartSubjectRow extends Pick<StartSubject, SubjectColumn> {
  readonly id: number;
  readonly accountId: string;
  /** ObservedProvisionedConcurrency[]; null where it was not read. */
  readonly provisionedConcurrency: unknown;
  readonly provisionedUnknown: boolean;
}

/** Which functions: those that are named, or those whose callers waited longest. */
export type SubjectChoice = { readonly ids: readonly number[] } | { readonly mostWaited: number };

/** Functions with what they did in the period, those whose callers waited longest first. */
export function listStartSubjects(pool: Pool, scope: PeriodScope, choice: SubjectChoice): Promise<StartSubjectRow[]> {
  const binder = createBinder();
  const period = functionPeriod(scope, binder, { ids: "ids" in choice ? choice.ids : null });
  const chosen =
    "ids" in choice
      ? ""
      : `WHERE ${waitedMs} > 0 AND ${hasStarts} ORDER BY ${waitedMs} DESC, p.id LIMIT ${binder.bind(choice.mostWaited)}`;
  return sql<StartSubjectRow>(
    pool,
    `WITH ${period}, chosen AS (SELECT * FROM p ${chosen})
     SELECT p.id, p.account_id AS "accountId", p.name, p.arn, p.region, p.runtime, p.architecture,
       p.package_type AS "packageType", p.code_bytes::float8 AS "codeBytes", p.memory_mb AS "memoryMb",
       p.ephemeral_storage_mb AS "ephemeralStorageMb", p.snap_start AS "snapStart",
       p.provisioned_concurrency AS "provisionedConcurrency",
       p.unknowns ? 'provisionedConcurrency' AS "provisionedUnknown",
       CASE WHEN d.body IS NULL THEN NULL
         WHEN jsonb_typeof(d.body->'FileSystemConfigs') = 'array' THEN jsonb_array_length(d.body->'FileSystemConfigs')
         ELSE 0 END AS "fileSystems",
       p.managed_instances AS "managedInstances", coalesce(${onDemandColdStarts}, 0)::float8 AS "coldStarts",
       coalesce(${waitedMs}, 0) AS "waitedMs",
       coalesce(p.init_sum_ms * ${onDemandColdStarts} / nullif(p.cold_starts, 0), 0)::float8 AS "initWaitedMs", p.init_cost_usd AS "initCostUsd", p.cost_usd AS "costUsd",
       p.requests_usd AS "requestsUsd", p.duration_sum_ms AS "durationSumMs"
     FROM chosen p LEFT JOIN documents d ON d.account_id = p.account_id AND d.sha256 = p.document_sha256
     ORDER BY ${waitedMs} DESC NULLS LAST, p.id`,
    binder.parameters,
  );
}

interface FunctionInit {
  readonly functionId: number;
  readonly initHistogram: Buffer;
}

/** Packed histograms of init of some functions: one each for a preset, one a day else. */
export function listFunctionInits(pool: Pool, scope: PeriodScope, ids: readonly number[]): Promise<FunctionInit[]> {
  const binder = createBinder();
  return sql<FunctionInit & Record<string, unknown>>(
    pool,
    `SELECT p.id AS "functionId", w.init_histogram AS "initHistogram"
     FROM functions p JOIN ${histogramRows(scope, binder)} WHERE p.id = ANY(${binder.bind(ids)}::int[])`,
    binder.parameters,
  );
}
