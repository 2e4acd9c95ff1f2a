-- From when on versions and aliases with provisioned concurrency are asked for: an hour before it, or of a place whose
-- metrics cannot be listed, says nothing of what was used.
ALTER TABLE "account_regions" ADD COLUMN "provisioned_read_since" TIMESTAMPTZ(3);

-- Places that were read before schedules and scaling policies were are not without any: they have not been asked.
UPDATE "account_regions" SET "resource_unknowns" = "resource_unknowns" || '{
  "scalableTarget": {"state": "notYetRead", "reason": "Schedules and scaling policies have not been read yet.", "since": null}
}'
WHERE NOT EXISTS (
  SELECT FROM "region_resources" r WHERE r."account_id" = "account_regions"."account_id"
    AND r."region" = "account_regions"."region" AND r."kind" = 'scalableTarget'
);
