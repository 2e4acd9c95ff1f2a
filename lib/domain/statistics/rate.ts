import { type Interval, wilsonInterval } from "./wilson-interval.ts";

/** Below this many observations a share is written as "3 of 20", not as a percentage. */
export const fewestForRate = 30;

/** A share with what it rests on. */
export interface Rate {
  readonly hits: number;
  readonly n: number;
  /** hits / n, or null when n is 0: no observation is not 0 %. */
  readonly value: number | null;
  /** Wilson's 95 % interval. */
  readonly interval: Interval;
  /** True when n < 30: show the counts, not a percentage. */
  readonly tooFew: boolean;
}

/** The share of `hits` in `n`, with its interval and whether it rests on too little. */
export function rateOf(hits: number, n: number): Rate {
  return {
    hits,
    n,
    value: n > 0 ? hits / n : null,
    interval: wilsonInterval(hits, n),
    tooFew: n < fewestForRate,
  };
}
