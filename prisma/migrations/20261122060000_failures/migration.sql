-- What fails in the fleet since when is asked over the last weeks of all functions.
CREATE INDEX "failure_days_day_idx" ON "failure_days"("day");

-- Example lines of a failure that somebody asked for: the request, how it goes, and for a few hours the redacted lines.
CREATE TABLE "log_examples" (
  "id" UUID NOT NULL,
  "account_id" VARCHAR(12) NOT NULL,
  "region" TEXT NOT NULL,
  "function_id" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "error_type" TEXT NOT NULL DEFAULT '',
  -- waiting, running, done, denied, refused (by the budget), failed.
  "state" TEXT NOT NULL,
  "window_from" TIMESTAMPTZ(3) NOT NULL,
  "window_to" TIMESTAMPTZ(3) NOT NULL,
  "expected_bytes" BIGINT,
  -- Dollars that are held back for it while it waits or runs.
  "planned_usd" DOUBLE PRECISION NOT NULL DEFAULT 0,
  -- The query that was started, for whoever takes the request over: it is asked for, not paid again.
  "cursor" TEXT,
  "lines" JSONB,
  "bytes_scanned" BIGINT,
  "cost_usd" DOUBLE PRECISION,
  "reason" TEXT,
  "remedy" TEXT,
  "requested_by" TEXT NOT NULL,
  "requested_at" TIMESTAMPTZ(3) NOT NULL,
  "alive_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  -- When the lines are let go; null until there are any.
  "expires_at" TIMESTAMPTZ(3),

  CONSTRAINT "log_examples_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "log_examples_asked_idx"
  ON "log_examples"("account_id", "function_id", "kind", "error_type", "requested_at");
CREATE INDEX "log_examples_state_requested_at_idx" ON "log_examples"("state", "requested_at");
CREATE INDEX "log_examples_requested_at_idx" ON "log_examples"("requested_at");
