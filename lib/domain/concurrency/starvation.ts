/** What one function did and holds in an hour in which somebody was throttled. */
export interface HourHolder {
  readonly name: string;
  readonly arn: string;
  /** Null where none is reserved. */
  readonly reserved: number | null;
  /** Provisioned over its versions and aliases: held whether it runs or not. */
  readonly provisioned: number;
  /** Most executions at once in the hour; null where it is not known. */
  readonly concurrencyMax: number | null;
}

/** An hour of one account-Region, and the function that was throttled in it. */
export interface ThrottleHour {
  readonly limit: number | null;
  /** Maximum of ClaimedAccountConcurrency in the hour; null where AWS sent none. */
  readonly claimed: number | null;
  /** The function's own; null where it is not known whether anything is reserved. */
  readonly throttled: HourHolder;
  readonly reservationKnown: boolean;
  /** The busiest functions of the account-Region in the hour, the throttled one may be among them. */
  readonly holders: readonly HourHolder[];
}

/** A function that had part of what the account may run at once. */
export interface Taker {
  readonly name: string;
  readonly arn: string;
  /** Of the account's limit, 0 to 1: its reservation, else what is provisioned or ran, whichever is more. */
  readonly share: number;
  readonly reserved: boolean;
}

/** Who starved whom. */
export type Starvation =
  | { readonly cause: "switchedOff" }
  | { readonly cause: "ownReservation"; readonly reserved: number; readonly running: number }
  | { readonly cause: "accountLimit"; readonly takers: readonly Taker[]; readonly claimedShare: number }
  | { readonly cause: "scalingRate"; readonly claimedShare: number | null }
  | { readonly cause: "unknown"; readonly reason: string };

/** From this part of a ceiling on it is taken for reached: maxima of an hour are maxima of whole minutes. */
export const reachedShare = 0.95;
/** Below this part of the account's limit nobody was throttled for want of it. */
export const roomShare = 0.8;
const mostTakers = 3;

/**
 * Why a function was throttled in one hour, by what its account-Region held in that hour (AWS Lambda developer guide,
 * "Understanding Lambda function scaling"): a reservation of 0 turns everything away; one that was reached throttles its
 * function alone; else what is claimed of the account's limit decides, a reservation counting whether it runs or not.
 * With room left in both, a rate remains: of new environments (1,000 each 10 seconds and function) or of requests (10 a
 * second for each execution that is allowed; "Lambda quotas"), which short invocations reach first.
 * Between `roomShare` and `reachedShare` of the limit the maxima of an hour do not tell: that is unknown. Maxima of
 * different functions need not be of the same minute, so shares say who held most, and no more.
 */
export function explainThrottles({ limit, claimed, throttled, reservationKnown, holders }: ThrottleHour): Starvation {
  if (!reservationKnown) return unknown("Whether it has a reservation has not been read.");
  const { reserved, concurrencyMax } = throttled;
  const claimedShare = limit === null || limit <= 0 || claimed === null ? null : claimed / limit;
  if (reserved === 0) return { cause: "switchedOff" };
  if (reserved !== null) {
    if (concurrencyMax === null) return unknown("How many ran at once in this hour has not been read.");
    if (concurrencyMax >= reserved * reachedShare) {
      return { cause: "ownReservation", reserved, running: concurrencyMax };
    }
    return { cause: "scalingRate", claimedShare };
  }
  if (limit === null) return unknown("The account's limit has not been read.");
  if (claimedShare === null) return unknown("What was claimed of the account's limit in this hour has not been read.");
  if (claimedShare >= reachedShare) return { cause: "accountLimit", claimedShare, takers: takersOf(holders, limit) };
  if (claimedShare < roomShare) return { cause: "scalingRate", claimedShare };
  return unknown("The limit was nearly reached: maxima of an hour do not tell whether for long enough.");
}

/** Who held most of the limit, the largest part first. */
function takersOf(holders: readonly HourHolder[], limit: number): Taker[] {
  return holders
    .flatMap(({ name, arn, reserved, provisioned, concurrencyMax }) => {
      const held = reserved ?? Math.max(provisioned, concurrencyMax ?? 0);
      return held <= 0 ? [] : [{ name, arn, share: held / limit, reserved: reserved !== null }];
    })
    .toSorted((one, other) => other.share - one.share || (one.name < other.name ? -1 : 1))
    .slice(0, mostTakers);
}

function unknown(reason: string): Starvation {
  return { cause: "unknown", reason };
}
