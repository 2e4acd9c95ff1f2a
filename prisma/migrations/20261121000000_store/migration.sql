-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "source_states" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "remedy" TEXT,
    "since" TIMESTAMPTZ(3),
    "observed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_states_pkey" PRIMARY KEY ("account_id","region","source")
);

-- CreateTable
CREATE TABLE "syncs" (
    "id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "requested_by" TEXT,
    "scope" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'running',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usable_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "syncs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_tasks" (
    "id" UUID NOT NULL,
    "sync_id" UUID NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "cursor" TEXT,
    "input" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER,
    "reason" TEXT,
    "remedy" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_meters" (
    "task_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "throttles" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "metrics_requested" INTEGER NOT NULL DEFAULT 0,
    "bytes_scanned" BIGINT NOT NULL DEFAULT 0,
    "cost_usd" DOUBLE PRECISION,

    CONSTRAINT "sync_meters_pkey" PRIMARY KEY ("task_id","service","operation")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "resource_arn" TEXT NOT NULL,
    "discriminator" TEXT NOT NULL DEFAULT '',
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT,
    "resource_name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "evidence" JSONB NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "unverified_since" TIMESTAMPTZ(3),
    "unverified_reason" TEXT,
    "suppressed_until" TIMESTAMPTZ(3),
    "decision_reason" TEXT,
    "assignee_id" UUID,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_events" (
    "id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "finding_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_outcomes" (
    "rule" TEXT NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "evaluated" INTEGER NOT NULL,
    "firing" INTEGER NOT NULL,
    "passing" INTEGER NOT NULL,
    "not_applicable" INTEGER NOT NULL,
    "unknown" INTEGER NOT NULL,
    "unknown_reasons" JSONB NOT NULL DEFAULT '{}',
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_outcomes_pkey" PRIMARY KEY ("rule","account_id","region")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" VARCHAR(12) NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "is_management" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT NOT NULL,
    "role_arn" TEXT,
    "external_id" TEXT,
    "regions_filter" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "access_state" TEXT NOT NULL DEFAULT 'notYetRead',
    "access_reason" TEXT,
    "access_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_regions" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "concurrent_executions" INTEGER,
    "unreserved_concurrent_executions" INTEGER,
    "code_bytes_limit" BIGINT,
    "code_bytes_used" BIGINT,
    "function_count" INTEGER,
    "limits_observed_at" TIMESTAMPTZ(3),
    "network" JSONB,
    "network_observed_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_regions_pkey" PRIMARY KEY ("account_id","region")
);

-- CreateTable
CREATE TABLE "functions" (
    "id" SERIAL NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "runtime" TEXT,
    "architecture" TEXT NOT NULL,
    "memory_mb" INTEGER NOT NULL,
    "timeout_seconds" INTEGER NOT NULL,
    "package_type" TEXT NOT NULL,
    "code_bytes" BIGINT NOT NULL,
    "code_sha256" TEXT,
    "description" TEXT NOT NULL,
    "role_arn" TEXT NOT NULL,
    "last_modified" TIMESTAMPTZ(3) NOT NULL,
    "vpc_id" TEXT,
    "subnet_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "security_group_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "environment" JSONB,
    "dead_letter_target_arn" TEXT,
    "layer_arns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ephemeral_storage_mb" INTEGER NOT NULL,
    "snap_start" TEXT NOT NULL,
    "tracing_mode" TEXT NOT NULL,
    "log_format" TEXT NOT NULL,
    "system_log_level" TEXT,
    "log_group_name" TEXT NOT NULL,
    "managed_instances" BOOLEAN NOT NULL DEFAULT false,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "team_id" UUID,
    "state" TEXT,
    "state_reason" TEXT,
    "state_reason_code" TEXT,
    "last_update_status" TEXT,
    "reserved_concurrency" INTEGER,
    "policies" JSONB,
    "urls" JSONB,
    "async_configs" JSONB,
    "aliases" JSONB,
    "versions" JSONB,
    "provisioned_concurrency" JSONB,
    "recursive_loop" TEXT,
    "code_signing_config_arn" TEXT,
    "triggers" JSONB NOT NULL DEFAULT '[]',
    "unknowns" JSONB NOT NULL DEFAULT '{}',
    "document_sha256" BYTEA NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "detail_observed_at" TIMESTAMPTZ(3),
    "last_invoked_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "functions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "function_windows" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "window" VARCHAR(4) NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "invocations" BIGINT,
    "errors" BIGINT,
    "throttles" BIGINT,
    "duration_sum_ms" DOUBLE PRECISION,
    "duration_max_ms" DOUBLE PRECISION,
    "concurrency_max" INTEGER,
    "async_events_dropped" BIGINT,
    "iterator_age_max_ms" DOUBLE PRECISION,
    "recursive_dropped" BIGINT,
    "provisioned_invocations" BIGINT,
    "provisioned_spillover" BIGINT,
    "reports" BIGINT,
    "cold_starts" BIGINT,
    "restores" BIGINT,
    "init_failures" BIGINT,
    "timeouts" BIGINT,
    "out_of_memory" BIGINT,
    "billed_sum_ms" DOUBLE PRECISION,
    "init_sum_ms" DOUBLE PRECISION,
    "init_billed_sum_ms" DOUBLE PRECISION,
    "billed_mb_ms" DOUBLE PRECISION,
    "memory_max_mb" INTEGER,
    "init_p50_ms" DOUBLE PRECISION,
    "init_p95_ms" DOUBLE PRECISION,
    "init_p99_ms" DOUBLE PRECISION,
    "duration_p50_ms" DOUBLE PRECISION,
    "duration_p95_ms" DOUBLE PRECISION,
    "duration_p99_ms" DOUBLE PRECISION,
    "duration_histogram" BYTEA,
    "init_histogram" BYTEA,
    "restore_histogram" BYTEA,
    "cost_usd" DOUBLE PRECISION,
    "init_cost_usd" DOUBLE PRECISION,
    "invocation_series" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "function_windows_pkey" PRIMARY KEY ("account_id","function_id","window")
);

-- CreateTable
CREATE TABLE "event_source_mappings" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "uuid" TEXT NOT NULL,
    "function_name" TEXT NOT NULL,
    "qualifier" TEXT,
    "service" TEXT NOT NULL,
    "event_source_arn" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "mapping" JSONB NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_source_mappings_pkey" PRIMARY KEY ("account_id","region","uuid")
);

-- CreateTable
CREATE TABLE "queues" (
    "account_id" VARCHAR(12) NOT NULL,
    "queue_arn" TEXT NOT NULL,
    "queue" JSONB,
    "unknown" JSONB,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queues_pkey" PRIMARY KEY ("account_id","queue_arn")
);

-- CreateTable
CREATE TABLE "log_groups" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "log_group_class" TEXT NOT NULL,
    "retention_days" INTEGER,
    "stored_bytes" BIGINT,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_groups_pkey" PRIMARY KEY ("account_id","region","name")
);

-- CreateTable
CREATE TABLE "roles" (
    "role_arn" TEXT NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "trusts_lambda" BOOLEAN NOT NULL,
    "trust_policy" JSONB NOT NULL,
    "inline_policies" JSONB NOT NULL,
    "attached_policy_arns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "boundary_arn" TEXT,
    "created_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_region" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "admin" BOOLEAN,
    "wildcard_services" JSONB,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "unknowns" JSONB NOT NULL DEFAULT '{}',
    "documents_sha256" BYTEA,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "roles_pkey" PRIMARY KEY ("role_arn")
);

-- CreateTable
CREATE TABLE "managed_policies" (
    "account_id" VARCHAR(12) NOT NULL,
    "policy_arn" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "default_version_id" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "managed_policies_pkey" PRIMARY KEY ("account_id","policy_arn")
);

-- CreateTable
CREATE TABLE "subnet_days" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "subnet_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "available_ip_address_count" INTEGER NOT NULL,

    CONSTRAINT "subnet_days_pkey" PRIMARY KEY ("account_id","region","subnet_id","day")
);

-- CreateTable
CREATE TABLE "documents" (
    "account_id" VARCHAR(12) NOT NULL,
    "sha256" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("account_id","sha256")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "account_id" VARCHAR(12) NOT NULL,
    "entity_kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("account_id","entity_kind","entity_id","valid_from")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" UUID NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT,
    "entity_kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "entity_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "classes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "summary" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT,
    "actor_arn" TEXT,
    "event_name" TEXT,
    "actor_state" TEXT NOT NULL DEFAULT 'notYetRead',
    "actor_reason" TEXT,
    "before_sha256" BYTEA,
    "after_sha256" BYTEA,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region_hours" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "invocations" BIGINT,
    "throttles" BIGINT,
    "concurrency_max" INTEGER,
    "unreserved_concurrency_max" INTEGER,
    "claimed_concurrency_max" INTEGER,

    CONSTRAINT "region_hours_pkey" PRIMARY KEY ("account_id","region","at")
);

-- CreateTable
CREATE TABLE "region_days" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "invocations" BIGINT,
    "throttles" BIGINT,
    "concurrency_max" INTEGER,
    "unreserved_concurrency_max" INTEGER,
    "claimed_concurrency_max" INTEGER,

    CONSTRAINT "region_days_pkey" PRIMARY KEY ("account_id","region","day")
);

-- CreateTable
CREATE TABLE "failure_hours" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "error_type" TEXT NOT NULL DEFAULT '',
    "count" BIGINT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failure_hours_pkey" PRIMARY KEY ("account_id","function_id","at","version","kind","error_type")
);

-- CreateTable
CREATE TABLE "failure_days" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "version" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "error_type" TEXT NOT NULL DEFAULT '',
    "count" BIGINT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failure_days_pkey" PRIMARY KEY ("account_id","function_id","day","version","kind","error_type")
);

-- CreateTable
CREATE TABLE "rollup_days" (
    "dimension" VARCHAR(16) NOT NULL,
    "value" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "functions" INTEGER NOT NULL,
    "invocations" BIGINT NOT NULL,
    "errors" BIGINT NOT NULL,
    "throttles" BIGINT NOT NULL,
    "duration_sum_ms" DOUBLE PRECISION NOT NULL,
    "reports" BIGINT NOT NULL,
    "cold_starts" BIGINT NOT NULL,
    "restores" BIGINT NOT NULL,
    "init_failures" BIGINT NOT NULL,
    "billed_sum_ms" DOUBLE PRECISION NOT NULL,
    "billed_mb_ms" DOUBLE PRECISION NOT NULL,
    "init_sum_ms" DOUBLE PRECISION NOT NULL,
    "init_billed_sum_ms" DOUBLE PRECISION NOT NULL,
    "cost_usd" DOUBLE PRECISION,
    "unpriced_invocations" BIGINT NOT NULL DEFAULT 0,
    "duration_histogram" BYTEA,
    "init_histogram" BYTEA,

    CONSTRAINT "rollup_days_pkey" PRIMARY KEY ("dimension","value","day")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),
    "preferences" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "token_sha256" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("token_sha256")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_rules" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "account_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tag_key" TEXT,
    "tag_value" TEXT,
    "name_pattern" TEXT,

    CONSTRAINT "team_rules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "syncs_started_at_idx" ON "syncs"("started_at");

-- CreateIndex
CREATE INDEX "sync_tasks_sync_id_status_idx" ON "sync_tasks"("sync_id", "status");

-- CreateIndex
CREATE INDEX "sync_tasks_account_id_region_source_idx" ON "sync_tasks"("account_id", "region", "source");

-- CreateIndex
CREATE UNIQUE INDEX "sync_tasks_sync_id_account_id_region_source_key" ON "sync_tasks"("sync_id", "account_id", "region", "source");

-- CreateIndex
CREATE INDEX "findings_status_severity_idx" ON "findings"("status", "severity");

-- CreateIndex
CREATE INDEX "findings_account_id_status_idx" ON "findings"("account_id", "status");

-- CreateIndex
CREATE INDEX "findings_resource_arn_idx" ON "findings"("resource_arn");

-- CreateIndex
CREATE UNIQUE INDEX "findings_rule_resource_arn_discriminator_key" ON "findings"("rule", "resource_arn", "discriminator");

-- CreateIndex
CREATE INDEX "finding_events_finding_id_at_idx" ON "finding_events"("finding_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "functions_arn_key" ON "functions"("arn");

-- CreateIndex
CREATE INDEX "functions_account_id_role_arn_idx" ON "functions"("account_id", "role_arn");

-- CreateIndex
CREATE INDEX "functions_team_id_idx" ON "functions"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "functions_account_id_region_name_key" ON "functions"("account_id", "region", "name");

-- CreateIndex
CREATE INDEX "function_windows_function_id_idx" ON "function_windows"("function_id");

-- CreateIndex
CREATE INDEX "event_source_mappings_account_id_region_function_name_idx" ON "event_source_mappings"("account_id", "region", "function_name");

-- CreateIndex
CREATE INDEX "roles_account_id_idx" ON "roles"("account_id");

-- CreateIndex
CREATE INDEX "snapshots_account_id_entity_kind_valid_from_idx" ON "snapshots"("account_id", "entity_kind", "valid_from");

-- CreateIndex
CREATE INDEX "changes_occurred_at_idx" ON "changes"("occurred_at");

-- CreateIndex
CREATE INDEX "changes_account_id_entity_id_occurred_at_idx" ON "changes"("account_id", "entity_id", "occurred_at");

-- CreateIndex
CREATE INDEX "failure_hours_at_idx" ON "failure_hours"("at");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempts_email_at_idx" ON "sign_in_attempts"("email", "at");

-- CreateIndex
CREATE INDEX "audit_events_at_idx" ON "audit_events"("at");

-- CreateIndex
CREATE INDEX "saved_views_page_idx" ON "saved_views"("page");

-- CreateIndex
CREATE UNIQUE INDEX "teams_name_key" ON "teams"("name");

-- CreateIndex
CREATE INDEX "team_rules_position_idx" ON "team_rules"("position");

-- AddForeignKey
ALTER TABLE "sync_tasks" ADD CONSTRAINT "sync_tasks_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "syncs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_meters" ADD CONSTRAINT "sync_meters_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "sync_tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_regions" ADD CONSTRAINT "account_regions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "functions" ADD CONSTRAINT "functions_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "function_windows" ADD CONSTRAINT "function_windows_function_id_fkey" FOREIGN KEY ("function_id") REFERENCES "functions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_rules" ADD CONSTRAINT "team_rules_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;
