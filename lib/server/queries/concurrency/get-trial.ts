import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  type FunctionHourRow,
  type HolderFunctionRow,
  listHoursOf,
  listPlaceHolders,
  listPlaceHours,
} from "#lib/db/sql/concurrency/place-hours.ts";
import { askedFor, type TrialChange, type TrialFunction } from "#lib/domain/concurrency/reservation-trial.ts";
import type { TrialView } from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import type { PlaceWithDays } from "./list-places.ts";

const hourMs = 3_600_000;
/** Hours that a trial rests on at most: a week of them, with its weekend. */
const trialMs = 7 * 24 * hourMs;
const mostFunctions = 40;

/** What trying other reservations of one account-Region needs; a sentence where it cannot be tried. */
export async function getTrial(
  scope: FleetScope,
  { place, provisionedAlone }: PlaceWithDays,
  changes: readonly TrialChange[],
  now: Date,
): Promise<TrialView | string> {
  const { accountId, region, limit, reserved, unknownReservations } = place;
  if (limit === null) return "The account's limits have not been read, so nothing can be tried here.";
  if (unknownReservations > 0) return "Some reservations have not been read, so nothing can be tried here.";
  const { pool } = sharedDatabase();
  const own = { ...scope, accountIds: [accountId], regions: [region] };
  const to = new Date(Math.floor(Math.min(now.getTime(), scope.to.getTime()) / hourMs) * hourMs);
  const range = { from: new Date(Math.max(scope.from.getTime(), to.getTime() - trialMs)), to };
  const [places, holders] = await Promise.all([
    listPlaceHours(pool, { accountId, region }, range),
    listPlaceHolders(
      pool,
      own,
      mostFunctions,
      changes.map(({ name }) => name),
    ),
  ]);
  const rows = await listHoursOf(pool, { accountId, functionIds: holders.map(({ id }) => id), ...range });
  const at = new Map(rows.map((row) => [`${row.functionId} ${row.at.getTime()}`, row]));
  const hours = places.map((one) => one.at.getTime());
  return {
    region,
    from: places[0]?.at.toISOString() ?? null,
    to: places.at(-1)?.at.toISOString() ?? null,
    place: {
      limit,
      reserved,
      provisionedAlone: provisionedAlone + notYetAllocated(holders),
      unreserved: places.map(({ unreserved }) => unreserved),
      functions: holders.map((one) => trialFunction(one, hours, at)),
    },
    current: holders.map(({ name, reserved: own, provisioned, concurrencyMax }) => ({
      name,
      reserved: own,
      concurrencyMax,
      provisioned: (provisioned ?? []).map(({ qualifier, requested }) => ({ qualifier, requested })),
    })),
    leftOut: Math.max(0, place.functions - holders.length),
    changes: changes.filter(({ name }) => holders.some((one) => one.name === name)),
    gone: changes.flatMap(({ name }) => (holders.some((one) => one.name === name) ? [] : [name])),
  };
}

/** What is configured counts in a trial, whether it is allocated already or not: so does AWS when it takes a request. */
function notYetAllocated(holders: readonly HolderFunctionRow[]): number {
  const alone = holders.filter(({ reserved }) => reserved === null);
  return alone.reduce((sum, one) => sum + requestedOf(one) - one.allocated, 0);
}

function requestedOf({ provisioned }: HolderFunctionRow): number {
  return (provisioned ?? []).reduce((sum, { requested }) => sum + requested, 0);
}

/** An hour in which the place was read and the function has no row is one in which it did not run. */
function trialFunction(
  holder: HolderFunctionRow,
  hours: readonly number[],
  at: ReadonlyMap<string, FunctionHourRow>,
): TrialFunction {
  const { id, name, arn, reserved } = holder;
  const seen = hours.map((time) => {
    const row = at.get(`${id} ${time}`);
    if (row === undefined) return { ran: 0, demand: 0 };
    const asked = askedFor(row.concurrencyMax, row.invocations, row.throttles);
    // Where everything was turned away, that is known without a figure of what ran.
    return asked === null ? { ran: null, demand: null } : { ran: row.concurrencyMax ?? 0, demand: Math.ceil(asked) };
  });
  return {
    ...{ name, arn, reserved, provisioned: requestedOf(holder) },
    ran: seen.map(({ ran }) => ran),
    demand: seen.map(({ demand }) => demand),
  };
}
