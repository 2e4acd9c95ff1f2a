-- Service control policies, what they are attached to, and the organisation's tree: what limits the roles of an account
-- from above. Kept as one reading, since half of it would be another limit.
CREATE TABLE "control_readings" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "remedy" TEXT,
    "outside" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "in_force" BOOLEAN,
    "management_account_id" VARCHAR(12),
    "content_sha256" TEXT,
    "listed_since" TIMESTAMPTZ(3),
    "observed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "control_readings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "control_policies" (
    "policy_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "content" TEXT,
    "unread" TEXT,
    "content_sha256" TEXT NOT NULL,

    CONSTRAINT "control_policies_pkey" PRIMARY KEY ("policy_id")
);

-- CreateTable
CREATE TABLE "control_attachments" (
    "target_id" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,

    CONSTRAINT "control_attachments_pkey" PRIMARY KEY ("target_id","policy_id")
);

-- CreateTable
CREATE TABLE "organization_places" (
    "place_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" TEXT,
    "name" TEXT,

    CONSTRAINT "organization_places_pkey" PRIMARY KEY ("place_id")
);

-- AddForeignKey
ALTER TABLE "control_attachments" ADD CONSTRAINT "control_attachments_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "control_policies"("policy_id") ON DELETE CASCADE ON UPDATE CASCADE;
