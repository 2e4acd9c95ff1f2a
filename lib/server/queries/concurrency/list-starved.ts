import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  type FunctionHourRow,
  type HolderFunctionRow,
  listHoursAt,
  listPlaceHolders,
  listPlaceHours,
  listPlaceThrottled,
  listWorstHours,
} from "#lib/db/sql/concurrency/place-hours.ts";
import { explainThrottles, type HourHolder } from "#lib/domain/concurrency/starvation.ts";
import type { ConcurrencyPlace, StarvedHour } from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const mostFunctions = 50;
const mostHolders = 60;
const mostHours = 30;

/** The hours of one account-Region in which most was throttled, and who held its concurrency then. */
export async function listStarvedHours(scope: FleetScope, place: ConcurrencyPlace): Promise<StarvedHour[]> {
  const { pool } = sharedDatabase();
  const { accountId, region } = place;
  const own = { ...scope, accountIds: [accountId], regions: [region] };
  const throttled = await listPlaceThrottled(pool, own, mostFunctions);
  if (throttled.length === 0) return [];
  const { from, to } = scope;
  const worst = await listWorstHours(pool, { accountId, functionIds: ids(throttled), from, to }, mostHours);
  if (worst.length === 0) return [];
  const holders = await listPlaceHolders(pool, own, mostHolders);
  const at = await readHours(place, worst, holders);
  const byId = new Map([...holders, ...throttled].map((one) => [one.id, one]));
  return worst.flatMap((hour) => {
    const one = byId.get(hour.functionId);
    return one === undefined ? [] : [starvedHour(hour, one, place.limit, at(hour.at))];
  });
}

interface HourFacts {
  readonly claimed: number | null;
  readonly holders: readonly HourHolder[];
}

async function readHours(
  { accountId, region }: ConcurrencyPlace,
  worst: readonly FunctionHourRow[],
  holders: readonly HolderFunctionRow[],
): Promise<(at: Date) => HourFacts> {
  const { pool } = sharedDatabase();
  const hours = [...new Set(worst.map(({ at }) => at.getTime()))].sort((one, other) => one - other);
  const range = { from: new Date(hours[0] ?? 0), to: new Date((hours.at(-1) ?? 0) + 1) };
  const [rows, places] = await Promise.all([
    listHoursAt(pool, { accountId, functionIds: ids(holders), hours: hours.map((time) => new Date(time)) }),
    listPlaceHours(pool, { accountId, region }, range),
  ]);
  const running = new Map(rows.map((row) => [`${row.functionId} ${row.at.getTime()}`, row.concurrencyMax]));
  const claimed = new Map(places.map((row) => [row.at.getTime(), row.claimed]));
  return (at) => ({
    claimed: claimed.get(at.getTime()) ?? null,
    holders: holders.map(({ id, name, arn, reserved, allocated }) => {
      return {
        name,
        arn,
        reserved,
        provisioned: allocated,
        concurrencyMax: running.get(`${id} ${at.getTime()}`) ?? null,
      };
    }),
  });
}

function starvedHour(
  { at, throttles, invocations, concurrencyMax }: FunctionHourRow,
  { arn, name, reserved, reservationKnown, allocated }: HolderFunctionRow,
  limit: number | null,
  { claimed, holders }: HourFacts,
): StarvedHour {
  const throttled = { name, arn, reserved, provisioned: allocated, concurrencyMax };
  const starvation = explainThrottles({ limit, claimed, throttled, reservationKnown, holders });
  return { arn, name, at: at.toISOString(), throttles: throttles ?? 0, invocations, starvation };
}

function ids(rows: readonly HolderFunctionRow[]): number[] {
  return rows.map(({ id }) => id);
}
