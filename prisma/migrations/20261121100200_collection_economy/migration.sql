-- What AWS was asked for, by day; what running tasks were granted of the month's budget; how sparingly is read.
CREATE TABLE "aws_usage_days" (
    "day" DATE NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "calls" BIGINT NOT NULL DEFAULT 0,
    "retries" BIGINT NOT NULL DEFAULT 0,
    "throttles" BIGINT NOT NULL DEFAULT 0,
    "failures" BIGINT NOT NULL DEFAULT 0,
    "metrics_requested" BIGINT NOT NULL DEFAULT 0,
    "bytes_scanned" BIGINT NOT NULL DEFAULT 0,
    "cost_usd" DOUBLE PRECISION,
    "billed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "aws_usage_days_pkey" PRIMARY KEY ("day","account_id","region","service","operation")
);

CREATE INDEX "aws_usage_days_billed_day_idx" ON "aws_usage_days"("billed", "day");

CREATE TABLE "spending_reservations" (
    "task_id" UUID NOT NULL,
    "planned_usd" DOUBLE PRECISION NOT NULL,
    "seen_usd" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "dearest_page_usd" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spending_reservations_pkey" PRIMARY KEY ("task_id")
);

CREATE TABLE "collection_economy" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "month" DATE NOT NULL,
    "level" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "projected_usd" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "collection_economy_pkey" PRIMARY KEY ("id")
);

-- What syncs that are still kept have asked so far belongs to the ledger, too.
INSERT INTO "aws_usage_days"
SELECT (coalesce(t."ended_at", t."started_at", s."started_at") AT TIME ZONE 'UTC')::date, t."account_id", t."region",
  m."service", m."operation", sum(m."calls"), sum(m."retries"), sum(m."throttles"), sum(m."failures"),
  sum(m."metrics_requested"), sum(m."bytes_scanned"),
  CASE WHEN bool_or(m."cost_usd" IS NULL) THEN NULL ELSE sum(m."cost_usd") END,
  bool_or(m."metrics_requested" > 0 OR m."bytes_scanned" > 0)
FROM "sync_meters" m JOIN "sync_tasks" t ON t."id" = m."task_id" JOIN "syncs" s ON s."id" = t."sync_id"
GROUP BY 1, 2, 3, 4, 5;
