-- What one hour of each UTC day has shown of a function's starts, looked at one by one.
CREATE TABLE "start_samples" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "inits" INTEGER NOT NULL,
    "ahead" INTEGER NOT NULL,
    "unseen" INTEGER NOT NULL,

    CONSTRAINT "start_samples_pkey" PRIMARY KEY ("account_id","function_id","day")
);

-- Rows come day by day, so those of a period lie together.
CREATE INDEX "start_samples_day_idx" ON "start_samples"("day");

-- UTC days of which the sampled hour of a log group was looked at.
ALTER TABLE "log_readings" ADD COLUMN "sampled_days" datemultirange NOT NULL DEFAULT '{}';
