import type { NatGatewayDay, NatTrafficReading } from "#lib/domain/network/nat-traffic.ts";
import { jsonText } from "./bulk.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Keeps days of NAT gateways' traffic; a day that is read again is replaced. */
export async function saveNatGatewayDays(sql: Sql, place: Place, days: readonly NatGatewayDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql.query(
    `INSERT INTO nat_gateway_days (account_id, region, nat_gateway_id, day, in_from_source_bytes,
       in_from_destination_bytes)
     SELECT $1, $2, r."natGatewayId", r.day, r."inFromSourceBytes", r."inFromDestinationBytes"
     FROM jsonb_to_recordset($3::jsonb) AS r("natGatewayId" text, day date, "inFromSourceBytes" float8,
       "inFromDestinationBytes" float8)
     ON CONFLICT (account_id, region, nat_gateway_id, day) DO UPDATE SET
       in_from_source_bytes = EXCLUDED.in_from_source_bytes,
       in_from_destination_bytes = EXCLUDED.in_from_destination_bytes`,
    [place.accountId, place.region, jsonText(days)],
  );
}

/** How the last reading of a place's NAT traffic went; null where there was none. */
export async function getNatTrafficReading(sql: Sql, place: Place): Promise<NatTrafficReading | null> {
  const { rows } = await sql.query<{ reading: NatTrafficReading | null }>(
    "SELECT nat_traffic AS reading FROM account_regions WHERE account_id = $1 AND region = $2",
    [place.accountId, place.region],
  );
  return rows[0]?.reading ?? null;
}

/** Keeps how a reading went. One that failed says so, and leaves standing how far an earlier one came. */
export async function saveNatTrafficReading(sql: Sql, place: Place, reading: NatTrafficReading): Promise<void> {
  await sql.query(
    `UPDATE account_regions SET nat_traffic =
       jsonb_set($3::jsonb, '{readTo}', coalesce(nullif($3::jsonb->'readTo', 'null'), nat_traffic->'readTo', 'null'))
     WHERE account_id = $1 AND region = $2`,
    [place.accountId, place.region, jsonText(reading)],
  );
}
