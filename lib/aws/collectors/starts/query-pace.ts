/**
 * Learns how long queries take, so that most are asked about once or twice: a first look too early costs a call, one too
 * late only waits. Durations are kept by powers of four of the bytes that a query is expected to scan, as multiples of
 * the context's unit, over the life of the process: Logs Insights takes as long for one account as for another.
 */
export interface QueryPace {
  /** Units to wait before each look. */
  waits(expectedBytes: number | null): Generator<number, never>;
  /** A query of that size had ended when it was looked at after `waited` units, at the `looks`-th look. */
  learn(expectedBytes: number | null, waited: number, looks: number): void;
}

/** Without experience: about a second for an hour of some groups. */
const firstGuess = 1;
const longestWait = 60;
/** A query that takes ten minutes is looked at when it has probably ended, not before. */
const longestGuess = 600;
const shortestWait = 0.25;

export function createQueryPace(): QueryPace {
  const learned = new Map<number, number>();
  const guess = (bytes: number | null) => learned.get(sizeOf(bytes)) ?? firstGuess;
  return {
    *waits(bytes) {
      const expected = guess(bytes);
      yield expected;
      // A little more, then as long again as it has taken so far: few looks even at a query that takes minutes.
      let waited = expected;
      for (let next = expected / 2; ; next = waited) {
        const wait = Math.min(longestWait, Math.max(shortestWait, next));
        waited += wait;
        yield wait;
      }
    },
    learn(bytes, waited, looks) {
      const before = guess(bytes);
      // Ended by the first look: perhaps long ago, so the next look is a little sooner. Otherwise it took up to `waited`.
      const next = looks === 1 ? before * 0.9 : before + (waited - before) / 2;
      learned.set(sizeOf(bytes), Math.min(longestGuess, Math.max(shortestWait, next)));
    },
  };
}

function sizeOf(bytes: number | null): number {
  return bytes === null || bytes < 1 ? -1 : Math.floor(Math.log2(bytes) / 2);
}
