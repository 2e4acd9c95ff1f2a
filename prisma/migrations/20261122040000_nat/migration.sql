-- Traffic of the NAT gateways that functions' routes lead to, by UTC day: what CloudWatch's AWS/NATGateway says.
CREATE TABLE "nat_gateway_days" (
    "account_id" VARCHAR(12) NOT NULL,
    "region" TEXT NOT NULL,
    "nat_gateway_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "out_to_destination_bytes" DOUBLE PRECISION,
    "in_from_destination_bytes" DOUBLE PRECISION,
    "out_to_source_bytes" DOUBLE PRECISION,
    "in_from_source_bytes" DOUBLE PRECISION,

    CONSTRAINT "nat_gateway_days_pkey" PRIMARY KEY ("account_id","region","nat_gateway_id","day")
);

-- How the last reading of that traffic went, and which day it reached.
ALTER TABLE "account_regions" ADD COLUMN "nat_traffic" JSONB;

-- Since when a function has been seen in its state.
ALTER TABLE "functions" ADD COLUMN "state_since" TIMESTAMPTZ(3);
