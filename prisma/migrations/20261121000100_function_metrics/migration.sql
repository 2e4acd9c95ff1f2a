-- Metrics and starts of each function. Partitions are made by the store before it writes (lib/db/partitions.ts).
-- Sparse: an hour or day in which nothing was observed has no row.

-- By hour, in daily partitions, kept for 15 days by default.
CREATE TABLE function_hours (
  account_id varchar(12) NOT NULL,
  function_id integer NOT NULL,
  at timestamptz(3) NOT NULL,
  -- CloudWatch; null where there was no datapoint.
  invocations bigint,
  errors bigint,
  throttles bigint,
  duration_sum_ms double precision,
  duration_max_ms real,
  duration_p50_ms real,
  duration_p95_ms real,
  duration_p99_ms real,
  concurrency_max integer,
  async_events_dropped bigint,
  async_event_age_max_ms real,
  iterator_age_max_ms real,
  recursive_dropped bigint,
  provisioned_invocations bigint,
  provisioned_spillover bigint,
  -- Log reports; null where none were read.
  reports bigint,
  cold_starts bigint,
  restores bigint,
  init_failures bigint,
  timeouts bigint,
  out_of_memory bigint,
  logged_duration_sum_ms double precision,
  billed_sum_ms double precision,
  init_sum_ms double precision,
  init_billed_sum_ms double precision,
  billed_mb_ms double precision,
  memory_max_mb integer,
  init_max_ms real,
  -- Packed histograms (lib/domain/statistics/histogram.ts).
  duration_histogram bytea,
  init_histogram bytea,
  restore_histogram bytea,
  PRIMARY KEY (account_id, function_id, at)
) PARTITION BY RANGE (at);

CREATE INDEX function_hours_at_idx ON function_hours (at);

-- By UTC day, in monthly partitions, kept for years.
CREATE TABLE function_days (
  account_id varchar(12) NOT NULL,
  function_id integer NOT NULL,
  day date NOT NULL,
  -- CloudWatch; null where there was no datapoint.
  invocations bigint,
  errors bigint,
  throttles bigint,
  duration_sum_ms double precision,
  duration_max_ms real,
  duration_p50_ms real,
  duration_p95_ms real,
  duration_p99_ms real,
  concurrency_max integer,
  async_events_dropped bigint,
  async_event_age_max_ms real,
  iterator_age_max_ms real,
  recursive_dropped bigint,
  provisioned_invocations bigint,
  provisioned_spillover bigint,
  -- Log reports; null where none were read.
  reports bigint,
  cold_starts bigint,
  restores bigint,
  init_failures bigint,
  timeouts bigint,
  out_of_memory bigint,
  logged_duration_sum_ms double precision,
  billed_sum_ms double precision,
  init_sum_ms double precision,
  init_billed_sum_ms double precision,
  billed_mb_ms double precision,
  memory_max_mb integer,
  init_max_ms real,
  -- Packed histograms (lib/domain/statistics/histogram.ts).
  duration_histogram bytea,
  init_histogram bytea,
  restore_histogram bytea,
  PRIMARY KEY (account_id, function_id, day)
) PARTITION BY RANGE (day);

CREATE INDEX function_days_day_idx ON function_days (day);

