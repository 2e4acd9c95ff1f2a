/**
 * What Lambda keeps for functions without a reservation, whatever is reserved: 100, or all of a smaller limit (a new
 * account's 10 or 50, which PutFunctionConcurrency names as its minimum in the refusal).
 */
export function leastUnreserved(limit: number): number {
  return Math.min(100, limit);
}

/** A function that takes part in a trial. */
export interface TrialFunction {
  readonly name: string;
  readonly arn: string;
  readonly reserved: number | null;
  /** As configured, over its versions and aliases. */
  readonly provisioned: number;
  /** By hour of the trial: executions that ran at once; null where it is not known. */
  readonly ran: readonly (number | null)[];
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
  /** By hour: executions at once that used unreserved concurrency; null where it was not read. */
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
  const turnedAway = throttles ?? 0;
  // Where everything was turned away nothing ran, and AWS sends no ConcurrentExecutions.
  if (running === null) return turnedAway > 0 && (invocations ?? 0) === 0 ? askedFor(0, invocations, throttles) : null;
  const all = (invocations ?? 0) + turnedAway;
  if (turnedAway === 0 || all === 0) return running;
  // A rate of 1 would ask for endlessly many: at most a hundred times of what ran.
  return Math.max(running, 1) / Math.max(0.01, 1 - turnedAway / all);
}

/**
 * What other reservations would have done in the hours that are stored. A function with a reservation is turned away where
 * it asked for more than that; the others share `limit − Σ reserved`, less what is provisioned without a reservation, and
 * are turned away where together they asked for more. What they ran at once is the account-Region's own maximum of the
 * hour (UnreservedConcurrentExecutions, which leaves out what ran in provisioned environments: AWS adds all of those to
 * it for ClaimedAccountConcurrency); of the functions that take part what they ran is replaced by what they asked for,
 * as they are set on each side. Hours are the grain: that maxima of several functions fall on the same minute is assumed,
 * which says rather too much of who joins the pool, and too little of what is left where one leaves it. Both sides are reckoned alike, so that they can be compared.
 */
export function tryReservations(place: TrialPlace, changes: readonly TrialChange[]): Trial {
  const byName = new Map(changes.map((change) => [change.name, change]));
  const unchanged = place.functions.map((one) => ({ one, reserved: one.reserved, provisioned: one.provisioned }));
  const changed = unchanged.map((setting) => ({ ...setting, ...settingsIn(byName.get(setting.one.name)) }));
  return {
    before: sideOf(place, unchanged),
    after: sideOf(place, changed),
    refused: refusals(place, unchanged, changed),
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
  const asked = askedOfPool(place, settings, hour);
  return { pool: asked === null ? null : asked > room, functions };
}

/** What a function asks the pool for beyond what it ran from it; null where that is not known. */
function moreFromPool({ one, reserved, provisioned }: Setting, hour: number): number | null {
  const demand = one.demand[hour] ?? null;
  const ran = one.ran[hour] ?? null;
  const same = one.reserved === reserved && one.provisioned === provisioned;
  // What it asked for beyond what it ran is not known then, but that it ran the same is.
  if (demand === null || ran === null) return same || (one.reserved !== null && reserved !== null) ? 0 : null;
  return fromPool(reserved, provisioned, demand) - fromPool(one.reserved, one.provisioned, ran);
}

/** Executions without a reservation that find no provisioned environment. */
function fromPool(reserved: number | null, provisioned: number, atOnce: number): number {
  return reserved === null ? Math.max(0, atOnce - provisioned) : 0;
}

/** What the pool ran, less functions that leave it (never below 0: their maxima need not have been its own), and more. */
function askedOfPool(place: TrialPlace, settings: readonly Setting[], hour: number): number | null {
  const ran = place.unreserved[hour] ?? null;
  const changes = settings.map((setting) => moreFromPool(setting, hour));
  if (ran === null || changes.includes(null)) return null;
  const sumOf = (wanted: (change: number) => boolean) =>
    changes.reduce<number>((sum, change) => (change !== null && wanted(change) ? sum + change : sum), 0);
  return Math.max(0, ran + sumOf((change) => change < 0)) + sumOf((change) => change > 0);
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

/** AWS looks at what a call takes: what is as it is, or gives back, it does not refuse for want of room. */
function refusals(place: TrialPlace, now: readonly Setting[], tried: readonly Setting[]): string[] {
  const least = leastUnreserved(place.limit);
  const leftOf = (settings: readonly Setting[]) => place.limit - reservedBy(place, settings);
  const freeOf = (settings: readonly Setting[]) => leftOf(settings) - provisionedAloneBy(place, settings);
  const left = leftOf(tried);
  const reasons: string[] = [];
  if (left < least && left < leftOf(now)) {
    reasons.push(`AWS keeps ${least} executions for functions without a reservation; ${left} would be left.`);
  } else if (left >= least && freeOf(tried) < least && freeOf(tried) < freeOf(now)) {
    const held = provisionedAloneBy(place, tried);
    reasons.push(
      `Provisioned concurrency of functions without a reservation (${held}) would leave them fewer than ${least}.`,
    );
  }
  for (const [index, { one, reserved, provisioned }] of tried.entries()) {
    const before = now[index];
    const changed = before?.reserved !== reserved || before.provisioned !== provisioned;
    if (changed && reserved !== null && provisioned > reserved)
      reasons.push(`${one.name}: ${provisioned} provisioned is more than the ${reserved} reserved.`);
  }
  return reasons;
}
