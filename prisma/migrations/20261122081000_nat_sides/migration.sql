-- What a NAT gateway sends on is the same bytes that it took in: nothing reads it, and it is not asked for any more.
ALTER TABLE "nat_gateway_days" DROP COLUMN "out_to_destination_bytes",
DROP COLUMN "out_to_source_bytes";
