-- When functions last ran, apart from all else that is known of them: it changes with each hour, and a function's own row
-- is wide. With room on the page no index is touched.
CREATE TABLE "function_activity" (
    "function_id" INTEGER NOT NULL,
    "last_invoked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "function_activity_pkey" PRIMARY KEY ("function_id")
) WITH (fillfactor = 45, autovacuum_vacuum_scale_factor = 0.05);

INSERT INTO "function_activity" SELECT "id", "last_invoked_at" FROM "functions" WHERE "last_invoked_at" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "function_activity" ADD CONSTRAINT "function_activity_function_id_fkey" FOREIGN KEY ("function_id") REFERENCES "functions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP VIEW fleet_functions;
ALTER TABLE "functions" DROP COLUMN "last_invoked_at";

-- The functions of the list and its facets: event functions, and web functions by a number below zero.
CREATE VIEW fleet_functions AS
  SELECT id, account_id, region, name, arn, runtime, architecture, memory_mb, timeout_seconds, package_type, code_bytes,
    description, role_arn, last_modified, vpc_id, snap_start, function_type, tenancy, capacity_provider_arn,
    runtime_management, tags, team_id, state, reserved_concurrency, triggers, unknowns, ran.last_invoked_at, deleted_at
  FROM functions LEFT JOIN function_activity ran ON ran.function_id = functions.id
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
