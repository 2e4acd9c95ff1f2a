/** What Lambda keeps for functions without a reservation, whatever is reserved. */
export const leastUnreserved = 100;

/** A function that takes part in a trial. */
export interface TrialFunction {
  readonly name: string;
  readonly arn: string;
  readonly reserved: number | null;
  readonly provisioned: number;
  /** By hour of the trial: executions that it asked for at once (`askedFor`); null where it is not known. */
  readonly demand: readonly (number | null)[];
}

/** An account-Region by the hour, as it was. */
export interface TrialPlace {
  readonly limit: number;
  /** Σ of all reservations, those of functions that take no part included. */
  readonly reserved: number;
  /** Σ of provisioned concurrency of functions without a reservation. */
  readonly provisionedAlone: number;
  /** By hour: executions of functions without a reservation at once; null where it was not read. */
  readonly unreserved: readonly (number | null)[];
  readonly functions: readonly TrialFunction[];
}

/** What is tried: settings of some functions, by name. */
export interface TrialChange {
  readonly name: string;
  /** Null: no reservation. */
  readonly reserved: number | null;
  readonly provisioned: number;
}

/** Hours in which somebody would have been turned away. */
export interface TrialHours {
  /** Hours that the answer is known of. */
  readonly known: number;
  readonly throttled: number;
}

export interface TrialOutcome extends TrialHours {
  readonly name: string;
}

/** One side of the comparison. */
export interface TrialSide {
  /** limit − Σ reserved: what functions without a reservation share. */
  readonly unreservedPool: number;
  /** Hours in which the pool was asked for more than it holds. */
  readonly pool: TrialHours;
  /** The same of each function that has a reservation on this side. */
  readonly functions: readonly TrialOutcome[];
  /** Hours in which anybody was turned away. */
  readonly anybody: TrialHours;
}

export interface Trial {
  readonly before: TrialSide;
  readonly after: TrialSide;
  /** Why AWS would not take it; empty where it would. */
  readonly refused: readonly string[];
}

/**
 * Executions that a function asked for at once in an hour: running ÷ (1 − throttle rate), since those who were turned away
 * are not among those who ran. An estimate: callers that try again are counted each time.
 */
export function askedFor(running: number | null, invocations: number | null, throttles: number | null): number | null {
  if (running === null) return null;
  const turnedAway = throttles ?? 0;
  const all = (invocations ?? 0) + turnedAway;
  if (turnedAway === 0 || all === 0) return running;
  // A rate of 1 would ask for endlessly many: at most a hundred times of what ran.
  return Math.max(running, 1) / Math.max(0.01, 1 - turnedAway / all);
}

/**
 * What other reservations would have done in the hours that are stored. A function with a reservation is turned away where
 * it asked for more than that; the others share `limit − Σ reserved`, less what is provisioned without a reservation, and
 * are turned away where together they asked for more. What they ran at once is the account-Region's own maximum of the
 * hour, less functions that get a reservation and with those that lose theirs. Hours are the grain: that maxima of
 * several functions fall on the same minute is assumed, so that it says rather too much than too little. Both sides are
 * reckoned alike, so that they can be compared.
 */
export function tryReservations(place: TrialPlace, changes: readonly TrialChange[]): Trial {
  const byName = new Map(changes.map((change) => [change.name, change]));
  const unchanged = place.functions.map((one) => ({ one, reserved: one.reserved, provisioned: one.provisioned }));
  const changed = unchanged.map((setting) => ({ ...setting, ...settingsIn(byName.get(setting.one.name)) }));
  return {
    before: sideOf(place, unchanged),
    after: sideOf(place, changed),
    refused: refusals(place, changed),
  };
}

interface Setting {
  readonly one: TrialFunction;
  readonly reserved: number | null;
  readonly provisioned: number;
}

function settingsIn(change: TrialChange | undefined): Partial<Setting> {
  return change === undefined ? {} : { reserved: change.reserved, provisioned: change.provisioned };
}

function sideOf(place: TrialPlace, settings: readonly Setting[]): TrialSide {
  const unreservedPool = place.limit - reservedBy(place, settings);
  const room = Math.max(0, unreservedPool) - provisionedAloneBy(place, settings);
  const hours = place.unreserved.map((_, hour) => judgeHour(place, settings, hour, room));
  const reserving = settings.filter(({ reserved }) => reserved !== null);
  return {
    unreservedPool,
    pool: countHours(hours.map(({ pool }) => pool)),
    functions: reserving.map(({ one }, index) => ({
      name: one.name,
      ...countHours(hours.map(({ functions }) => functions[index] ?? null)),
    })),
    anybody: countHours(hours.map(anybodyIn)),
  };
}

interface JudgedHour {
  /** Whether it was asked for more than it holds; null where that is not known. */
  readonly pool: boolean | null;
  readonly functions: readonly (boolean | null)[];
}

function judgeHour(place: TrialPlace, settings: readonly Setting[], hour: number, room: number): JudgedHour {
  const functions = settings.flatMap(({ one, reserved }) => {
    if (reserved === null) return [];
    const demand = one.demand[hour] ?? null;
    return [demand === null ? null : demand > reserved];
  });
  let asked = place.unreserved[hour] ?? null;
  for (const { one, reserved, provisioned } of settings) {
    const demand = one.demand[hour] ?? null;
    if (asked === null) break;
    const joins = one.reserved !== null && reserved === null;
    const leaves = one.reserved === null && reserved !== null;
    if ((joins || leaves) && demand === null) asked = null;
    else if (joins) asked += demand ?? 0;
    else if (leaves) asked -= Math.min(asked, demand ?? 0);
    // What runs in provisioned environments does not take what is left of the pool.
    if (asked !== null && reserved === null) asked -= Math.min(asked, provisioned, demand ?? 0);
  }
  return { pool: asked === null ? null : asked > room, functions };
}

/** True where anybody was turned away, null where nobody is known to be and somebody is unknown. */
function anybodyIn({ pool, functions }: JudgedHour): boolean | null {
  const all = [pool, ...functions];
  if (all.includes(true)) return true;
  return all.includes(null) ? null : false;
}

function countHours(hours: readonly (boolean | null)[]): TrialHours {
  return {
    known: hours.filter((hour) => hour !== null).length,
    throttled: hours.filter((hour) => hour === true).length,
  };
}

function reservedBy(place: TrialPlace, settings: readonly Setting[]): number {
  return settings.reduce((sum, { one, reserved }) => sum + (reserved ?? 0) - (one.reserved ?? 0), place.reserved);
}

function provisionedAloneBy(place: TrialPlace, settings: readonly Setting[]): number {
  return settings.reduce(
    (sum, { one, reserved, provisioned }) =>
      sum + (reserved === null ? provisioned : 0) - (one.reserved === null ? one.provisioned : 0),
    place.provisionedAlone,
  );
}

function refusals(place: TrialPlace, settings: readonly Setting[]): string[] {
  const left = place.limit - reservedBy(place, settings);
  const reasons =
    left < leastUnreserved
      ? [`AWS keeps ${leastUnreserved} executions for functions without a reservation; ${left} would be left.`]
      : [];
  const held = provisionedAloneBy(place, settings);
  if (left >= leastUnreserved && held > left - leastUnreserved) {
    reasons.push(
      `Provisioned concurrency of functions without a reservation (${held}) would leave them fewer than 100.`,
    );
  }
  for (const { one, reserved, provisioned } of settings) {
    if (reserved !== null && provisioned > reserved)
      reasons.push(`${one.name}: ${provisioned} provisioned is more than the ${reserved} reserved.`);
  }
  return reasons;
}
