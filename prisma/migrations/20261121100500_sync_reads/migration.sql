-- What a run that has ended did, summed once: the history of runs need not sum thousands of tasks each time it is read.
CREATE TABLE "sync_totals" (
    "sync_id" UUID NOT NULL,
    "counts" JSONB NOT NULL,
    "calls" INTEGER NOT NULL,
    "retries" INTEGER NOT NULL,
    "throttles" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "metrics_requested" BIGINT NOT NULL,
    "bytes_scanned" BIGINT NOT NULL,
    "cost_usd" DOUBLE PRECISION,

    CONSTRAINT "sync_totals_pkey" PRIMARY KEY ("sync_id")
);

-- AddForeignKey
ALTER TABLE "sync_totals" ADD CONSTRAINT "sync_totals_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "syncs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where a run was throttled is found without looking at all that it asked.
CREATE INDEX "sync_meters_throttled_idx" ON "sync_meters"("task_id") WHERE "throttles" > 0;
