/** Time and chance, so that tests can hold both. */
export interface BucketClock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** 0 to 1, for jitter. */
  random(): number;
}

/** A rate that is kept, slowed down by throttling and recovered with success. */
export interface TokenBucket {
  /** Takes the next free slot and says how many milliseconds to wait for it. */
  reserve(): number;
  /** AWS said "too fast": halves the rate, at most once a second, and pauses. */
  throttled(): void;
  /** A call went through: the rate climbs back, at most by a twentieth a second. */
  succeeded(): void;
  /** Slots per second at the moment. */
  rate(): number;
}

/** Slots that may be taken at once after a pause, as a part of a second's slots; at least one. */
const burstSeconds = 0.1;
const slowdown = 0.5;
const recoveryPerSecond = 0.05;
const slowestShare = 0.02;

/**
 * A bucket as a schedule (GCRA): each caller takes the next slot, so that waiting callers keep their order, a late timer
 * costs nothing, and no timer of its own is needed.
 */
export function createTokenBucket(perSecond: number, clock: BucketClock): TokenBucket {
  let rate = perSecond;
  let nextSlot = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;
  const interval = () => 1_000 / rate;
  return {
    reserve() {
      const now = clock.now();
      const slot = Math.max(nextSlot, now - Math.max(0, burstSeconds * 1_000 - interval()));
      nextSlot = slot + interval();
      return Math.max(0, slot - now);
    },
    throttled() {
      const now = clock.now();
      if (now - changedAt >= 1_000) {
        changedAt = now;
        rate = Math.max(perSecond * slowestShare, rate * slowdown);
      }
      nextSlot = Math.max(nextSlot, now + interval() * (1 + clock.random()));
    },
    succeeded() {
      const now = clock.now();
      if (rate < perSecond && now - changedAt >= 1_000) {
        changedAt = now;
        rate = Math.min(perSecond, rate + perSecond * recoveryPerSecond * (0.5 + clock.random()));
      }
    },
    rate: () => rate,
  };
}
