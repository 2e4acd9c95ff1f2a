-- What is read when: how far each source was read, which log lines were scanned, and in which order tasks are claimed.

-- AlterTable
ALTER TABLE "syncs" ADD COLUMN "spread_seconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "spread_salt" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "sync_tasks" ADD COLUMN "due_at" TIMESTAMPTZ(3),
ADD COLUMN "priority" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "takeovers" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "source_watermarks" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "covers_from" TIMESTAMPTZ(3) NOT NULL,
    "covers_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_watermarks_pkey" PRIMARY KEY ("account_id","region","source","tier")
);

-- CreateTable
CREATE TABLE "log_readings" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "log_group_name" TEXT NOT NULL,
    "scanned" tstzmultirange NOT NULL,
    "bytes_per_hour" DOUBLE PRECISION,
    "rows_per_hour" DOUBLE PRECISION,
    "rows_per_day" DOUBLE PRECISION,

    CONSTRAINT "log_readings_pkey" PRIMARY KEY ("account_id","region","log_group_name")
);

-- What was read by another sync since is found by place, source and time.
DROP INDEX "sync_tasks_account_id_region_source_idx";
CREATE INDEX "sync_tasks_account_id_region_source_started_at_idx" ON "sync_tasks"("account_id", "region", "source", "started_at");

-- Claims walk waiting tasks in their order and look at the few running ones, however many have ended.
CREATE INDEX "sync_tasks_waiting_idx" ON "sync_tasks"("priority", "phase" DESC, "weight" DESC, "id") WHERE "status" = 'waiting';
CREATE INDEX "sync_tasks_running_idx" ON "sync_tasks"("account_id", "region", "source") WHERE "status" = 'running';

-- How far plans that are still kept had read. Hours were read up to the end of the hour under way.
INSERT INTO "source_watermarks" ("account_id", "region", "source", "tier", "covers_from", "covers_until")
SELECT t.account_id, t.region, t.source, w.tier,
  min(coalesce((r.value->>'from')::timestamptz, t.started_at)), max(least(t.started_at, coalesce((r.value->>'to')::timestamptz, t.started_at)))
FROM "sync_tasks" t
  LEFT JOIN LATERAL jsonb_array_elements(t.input->'requests') AS r ON true
  CROSS JOIN LATERAL unnest(CASE t.source WHEN 'metrics' THEN ARRAY['complete', 'active', 'listed', 'unlisted'] ELSE ARRAY[''] END) AS w(tier)
WHERE t.source IN ('metrics', 'metric-history', 'who-changed') AND t.status IN ('succeeded', 'partial')
  AND t.input IS NOT NULL AND t.started_at IS NOT NULL
  AND (t.source <> 'metrics' OR r.value->>'granularity' = 'hour') AND (t.source <> 'metric-history' OR r.value IS NOT NULL)
GROUP BY 1, 2, 3, 4;

-- Hours that had settled when they were scanned are not scanned again.
INSERT INTO "log_readings" ("account_id", "region", "log_group_name", "scanned")
SELECT t.account_id, t.region, g.value->>'logGroupName', range_agg(tstzrange((r.value->>'from')::timestamptz,
  least((r.value->>'to')::timestamptz, date_trunc('hour', t.started_at - interval '15 minutes', 'UTC'))))
FROM "sync_tasks" t
  CROSS JOIN LATERAL jsonb_array_elements(t.input->'requests') AS r
  CROSS JOIN LATERAL jsonb_array_elements(r.value->'logGroups') AS g
WHERE t.source = 'starts' AND t.status IN ('succeeded', 'partial') AND t.input IS NOT NULL
  AND (r.value->>'from')::timestamptz < date_trunc('hour', t.started_at - interval '15 minutes', 'UTC')
GROUP BY 1, 2, 3;
