-- How accounts are reached beyond one role, where they stand in the organisation, and what the last test of access found.
ALTER TABLE "accounts"
  ADD COLUMN "name_chosen" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "role_chain" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "organizational_unit" TEXT,
  ADD COLUMN "organization_seen_at" TIMESTAMPTZ(3),
  ADD COLUMN "left_out_since" TIMESTAMPTZ(3),
  ADD COLUMN "left_out_reason" TEXT,
  ADD COLUMN "removed_at" TIMESTAMPTZ(3);

-- One row per subject: an account's id, or 'organization' for a look at the accounts that could be imported.
CREATE TABLE "access_checks" (
  "subject" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "input" JSONB NOT NULL DEFAULT '{}',
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER,
  "requested_by" TEXT NOT NULL,
  "requested_at" TIMESTAMPTZ(3) NOT NULL,
  "alive_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  "result" JSONB,
  "reason" TEXT,
  "remedy" TEXT,

  CONSTRAINT "access_checks_pkey" PRIMARY KEY ("subject")
);
