-- What starts are told apart by, and histograms of what was billed and of memory used. Null: read before they were
-- counted, or not read at all. Partitions inherit the columns.
ALTER TABLE function_hours
  ADD COLUMN provisioned_inits bigint,
  ADD COLUMN suppressed_inits bigint,
  ADD COLUMN restore_sum_ms double precision,
  ADD COLUMN waited_sum_ms double precision,
  ADD COLUMN billed_histogram bytea,
  ADD COLUMN memory_histogram bytea;

ALTER TABLE function_days
  ADD COLUMN provisioned_inits bigint,
  ADD COLUMN suppressed_inits bigint,
  ADD COLUMN restore_sum_ms double precision,
  ADD COLUMN waited_sum_ms double precision,
  ADD COLUMN billed_histogram bytea,
  ADD COLUMN memory_histogram bytea;

-- AlterTable
ALTER TABLE "function_windows" ADD COLUMN     "billed_histogram" BYTEA,
ADD COLUMN     "memory_histogram" BYTEA,
ADD COLUMN     "memory_p50_mb" DOUBLE PRECISION,
ADD COLUMN     "memory_p95_mb" DOUBLE PRECISION,
ADD COLUMN     "memory_p99_mb" DOUBLE PRECISION,
ADD COLUMN     "provisioned_inits" BIGINT,
ADD COLUMN     "restore_p50_ms" DOUBLE PRECISION,
ADD COLUMN     "restore_p95_ms" DOUBLE PRECISION,
ADD COLUMN     "restore_p99_ms" DOUBLE PRECISION,
ADD COLUMN     "restore_sum_ms" DOUBLE PRECISION,
ADD COLUMN     "suppressed_inits" BIGINT,
ADD COLUMN     "waited_sum_ms" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "rollup_days" ADD COLUMN     "provisioned_inits" BIGINT,
ADD COLUMN     "restore_histogram" BYTEA,
ADD COLUMN     "restore_sum_ms" DOUBLE PRECISION,
ADD COLUMN     "suppressed_inits" BIGINT,
ADD COLUMN     "waited_sum_ms" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "version_hours" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" TEXT NOT NULL,
    "reports" BIGINT NOT NULL,
    "cold_starts" BIGINT NOT NULL,
    "restores" BIGINT NOT NULL,
    "errors" BIGINT NOT NULL,
    "timeouts" BIGINT NOT NULL,
    "out_of_memory" BIGINT NOT NULL,
    "duration_sum_ms" DOUBLE PRECISION NOT NULL,
    "billed_sum_ms" DOUBLE PRECISION NOT NULL,
    "init_sum_ms" DOUBLE PRECISION NOT NULL,
    "duration_histogram" BYTEA,
    "init_histogram" BYTEA,

    CONSTRAINT "version_hours_pkey" PRIMARY KEY ("account_id","function_id","at","version")
);

-- CreateTable
CREATE TABLE "version_days" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "version" TEXT NOT NULL,
    "reports" BIGINT NOT NULL,
    "cold_starts" BIGINT NOT NULL,
    "restores" BIGINT NOT NULL,
    "errors" BIGINT NOT NULL,
    "timeouts" BIGINT NOT NULL,
    "out_of_memory" BIGINT NOT NULL,
    "duration_sum_ms" DOUBLE PRECISION NOT NULL,
    "billed_sum_ms" DOUBLE PRECISION NOT NULL,
    "init_sum_ms" DOUBLE PRECISION NOT NULL,
    "duration_histogram" BYTEA,
    "init_histogram" BYTEA,

    CONSTRAINT "version_days_pkey" PRIMARY KEY ("account_id","function_id","day","version")
);

-- CreateIndex
CREATE INDEX "version_hours_at_idx" ON "version_hours"("at");
