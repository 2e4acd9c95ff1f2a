import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listVpcFunctions } from "#lib/db/sql/network/vpc-functions.ts";
import type { NatGatewayView, SubnetView } from "#lib/domain/views/network.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { readNetworkTables } from "./read-tables.ts";

type Cell = string | number | null;

/** A table with every row, for a spreadsheet. Null: not known. */
export interface ExportedTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Columns<Row> = readonly (readonly [title: string, read: (row: Row) => Cell])[];

const place = [
  ["vpcId", ({ vpcId }) => vpcId],
  ["accountId", ({ accountId }) => accountId],
  ["region", ({ region }) => region],
] as const satisfies Columns<{ vpcId: string; accountId: string; region: string }>;

const subnetColumns: Columns<SubnetView> = [
  ["subnetId", ({ subnetId }) => subnetId],
  ["name", ({ name }) => name],
  ["addressesLeft", ({ available }) => available],
  ["combinations", ({ combinations }) => combinations],
  ["combinationsWithoutInterface", ({ planned }) => planned],
  ["addressesLeftAfterPlanned", ({ afterPlanned }) => afterPlanned],
  ["changePerDay", ({ perDay }) => perDay],
  ["daysToZero", ({ daysToZero }) => daysToZero],
  ["daysKnown", ({ daysKnown }) => daysKnown],
  ["runningOut", ({ tight }) => (tight ? "yes" : "no")],
  ["functions", ({ functions }) => functions],
  ["lambdaInterfaces", ({ interfaces }) => interfaces],
  ["otherInterfaces", ({ neighbours }) => neighbours?.reduce((sum, { count }) => sum + count, 0) ?? null],
  ["availabilityZone", ({ availabilityZone }) => availabilityZone],
  ...place,
];

const natColumns: Columns<NatGatewayView> = [
  ["natGatewayId", ({ natGatewayId }) => natGatewayId],
  ["gbPerMonth", ({ traffic }) => traffic?.gbPerMonth ?? null],
  ["daysKnown", ({ traffic }) => traffic?.days ?? 0],
  ["processedBytes", ({ traffic }) => traffic?.processedBytes ?? null],
  ["bytesInFromSource", ({ traffic }) => traffic?.outBytes ?? null],
  ["bytesInFromDestination", ({ traffic }) => traffic?.backBytes ?? null],
  ["functions", ({ functions }) => functions],
  ["functionsWithoutInvocations", ({ unknownUsers }) => unknownUsers],
  ["mostPutDownTo", ({ top }) => top[0]?.arn ?? null],
  ["mostPutDownToShare", ({ top }) => top[0]?.share ?? null],
  ["putDownBy", ({ method }) => method],
  ["otherInterfaces", ({ others }) => others],
  ["otherZones", ({ otherZones }) => otherZones?.join(" ") ?? null],
  ["crossZoneShare", ({ crossZoneShare }) => crossZoneShare],
  ["availabilityZone", ({ zone }) => zone],
  ["unknown", ({ unknown }) => unknown?.reason ?? null],
  ...place,
];

const moneyColumns: Columns<NatGatewayView> = [
  ["usdPerMonth", ({ cost }) => cost?.totalUsd ?? null],
  ["hoursUsdPerMonth", ({ cost }) => cost?.hoursUsd ?? null],
  ["processedUsdPerMonth", ({ cost }) => cost?.processedUsd ?? null],
  ["crossZoneUsdPerMonth", ({ cost }) => cost?.crossZoneUsd ?? null],
];

/** Every subnet or NAT gateway of a scope, in the page's order; money only where it may be seen. */
export async function exportNetworkTable(
  scope: FleetScope,
  table: "subnets" | "nat",
  viewer: { readonly withCost: boolean; readonly now: Date },
): Promise<ExportedTable> {
  const functions = await listVpcFunctions(sharedDatabase().pool, scope);
  const { subnets, gateways } = await readNetworkTables(scope, functions, viewer);
  return table === "subnets"
    ? tableOf(subnets, subnetColumns)
    : tableOf(gateways, viewer.withCost ? [...natColumns, ...moneyColumns] : natColumns);
}

function tableOf<Row>(rows: readonly Row[], columns: Columns<Row>): ExportedTable {
  return {
    header: columns.map(([title]) => title),
    rows: rows.map((row) => columns.map(([, read]) => read(row))),
  };
}
