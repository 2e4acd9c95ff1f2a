-- Provisioned concurrency of one version or alias, as CloudWatch tells it: few rows, since few functions have any.
CREATE TABLE "provisioned_hours" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "qualifier" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "concurrency_max" INTEGER,
    "utilization_max" DOUBLE PRECISION,
    "utilization_avg" DOUBLE PRECISION,
    "spillover" BIGINT,

    CONSTRAINT "provisioned_hours_pkey" PRIMARY KEY ("account_id", "function_id", "qualifier", "at")
);
CREATE INDEX "provisioned_hours_at_idx" ON "provisioned_hours"("at");

CREATE TABLE "provisioned_days" (
    "account_id" VARCHAR(12) NOT NULL,
    "function_id" INTEGER NOT NULL,
    "qualifier" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "concurrency_max" INTEGER,
    "utilization_max" DOUBLE PRECISION,
    "utilization_avg" DOUBLE PRECISION,
    "spillover" BIGINT,
    "called_hours" SMALLINT,

    CONSTRAINT "provisioned_days_pkey" PRIMARY KEY ("account_id", "function_id", "qualifier", "day")
);
