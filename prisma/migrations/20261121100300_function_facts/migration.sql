-- Fields that an endpoint may leave out: null is "not told", and `unknowns` says so.
ALTER TABLE "functions"
  ALTER COLUMN "memory_mb" DROP NOT NULL,
  ALTER COLUMN "timeout_seconds" DROP NOT NULL,
  ALTER COLUMN "code_bytes" DROP NOT NULL,
  ALTER COLUMN "role_arn" DROP NOT NULL;

ALTER TABLE "functions"
  ADD COLUMN "function_type" TEXT NOT NULL DEFAULT 'event',
  ADD COLUMN "tenancy" TEXT,
  ADD COLUMN "capacity_provider_arn" TEXT,
  ADD COLUMN "runtime_management" JSONB,
  ADD COLUMN "scaling" JSONB,
  ADD COLUMN "answer" JSONB;

-- What GetAccountSettings sent, whole.
ALTER TABLE "account_regions"
  ADD COLUMN "limits_answer" JSONB,
  -- Kinds of region_resources that could not be read, and why.
  ADD COLUMN "resource_unknowns" JSONB NOT NULL DEFAULT '{}';

-- What a Region has beside its event functions: web functions, capacity providers.
CREATE TABLE "region_resources" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT,
    "modified_at" TIMESTAMPTZ(3),
    "document" JSONB NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "region_resources_pkey" PRIMARY KEY ("account_id", "region", "kind", "arn")
);

CREATE UNIQUE INDEX "region_resources_id_key" ON "region_resources"("id");
CREATE INDEX "region_resources_arn_idx" ON "region_resources"("arn");

-- The functions of the list and its facets: event functions, and web functions by a number below zero.
CREATE VIEW fleet_functions AS
  SELECT id, account_id, region, name, arn, runtime, architecture, memory_mb, timeout_seconds, package_type, code_bytes,
    description, role_arn, last_modified, vpc_id, snap_start, function_type, tenancy, capacity_provider_arn,
    runtime_management, tags, team_id, state, reserved_concurrency, triggers, unknowns, last_invoked_at, deleted_at
  FROM functions
  UNION ALL
  SELECT -id, account_id, region, name, arn, NULL::text, NULL::text, NULL::integer, NULL::integer, NULL::text, NULL::bigint,
    '', NULL::text, coalesce(modified_at, first_seen_at), NULL::text, NULL::text, 'web', NULL::text, NULL::text,
    NULL::jsonb, '{}'::jsonb, NULL::uuid, state, NULL::integer, '[]'::jsonb,
    CASE WHEN modified_at IS NULL
      THEN '{"lastModified": {"state": "failed", "reason": "Lambda sent no date that can be read.", "since": null}}'::jsonb
      ELSE '{}'::jsonb END
      || '{"metrics": {"state": "notYetRead", "reason": "Metrics of web functions are in AWS/Lambda/Web, which is not read yet.", "since": null}}'::jsonb
      || (SELECT jsonb_object_agg(field, '{"state": "notYetRead", "reason": "A web function has it in each of its revisions, which are not read yet.", "since": null}'::jsonb)
          FROM unnest(ARRAY['memoryMb', 'timeoutSeconds', 'codeBytes', 'architecture', 'packageType', 'roleArn', 'tags', 'triggers']) field),
    NULL::timestamptz(3), deleted_at
  FROM region_resources WHERE kind = 'webFunction';
