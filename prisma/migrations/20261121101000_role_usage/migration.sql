-- What roles have used of what their policies allow, by AWS's service last accessed details.
CREATE TABLE "role_usage" (
    "role_arn" TEXT NOT NULL,
    "account_id" VARCHAR(12) NOT NULL,
    "services" JSONB,
    "read_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3) NOT NULL,
    "unknown" JSONB,

    CONSTRAINT "role_usage_pkey" PRIMARY KEY ("role_arn")
);

CREATE INDEX "role_usage_account_id_idx" ON "role_usage"("account_id");

-- What is known of a role's use goes with the role.
ALTER TABLE "role_usage" ADD CONSTRAINT "role_usage_role_arn_fkey" FOREIGN KEY ("role_arn") REFERENCES "roles"("role_arn") ON DELETE CASCADE ON UPDATE CASCADE;
