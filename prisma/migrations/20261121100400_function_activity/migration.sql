-- Rows come in by the hour, or by the day: a few bytes a range of pages find them as well as an entry a row does, and
-- cost next to nothing to write. Partitions bound what is read in any case.
DROP INDEX function_hours_at_idx;
CREATE INDEX function_hours_at_idx ON function_hours USING brin (at) WITH (pages_per_range = 16);
DROP INDEX function_days_day_idx;
CREATE INDEX function_days_day_idx ON function_days USING brin (day) WITH (pages_per_range = 16);

-- What each sync updates: with room on the page no index is touched, and dead rows are cleared before they pile up.
ALTER TABLE "function_windows" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "functions" SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "sync_tasks" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "findings" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "source_states" SET (fillfactor = 60);
ALTER TABLE "rule_outcomes" SET (fillfactor = 60);

-- What the pages of a list named, until its task has ended: a few bytes for each entry in place of writing its row anew.
CREATE TABLE "list_sightings" (
    "id" BIGSERIAL NOT NULL,
    "task_id" UUID NOT NULL,
    "keys" TEXT[],

    CONSTRAINT "list_sightings_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "list_sightings_task_id_idx" ON "list_sightings"("task_id");

ALTER TABLE "list_sightings" ADD CONSTRAINT "list_sightings_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "sync_tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
