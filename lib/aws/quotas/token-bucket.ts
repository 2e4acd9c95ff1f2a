/** Time and chance, so that tests can hold both. */
export interface BucketClock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** 0 to 1, for jitter. */
  random(): number;
  /** Runs something later; what it returns calls that off. */
  after(ms: number, run: () => void): () => void;
}

export interface TakeOptions {
  /** Ends the wait: the place in the queue is free for the next. */
  readonly signal?: AbortSignal | undefined;
  /** Goes before all that are not urgent. */
  readonly urgent?: boolean | undefined;
}

/** A rate that is kept, slowed down by throttling and recovered with success. */
export interface TokenBucket {
  /** Resolves when the call may be sent, in the order of asking. Rejects with the signal's reason. */
  take(options?: TakeOptions): Promise<void>;
  /** AWS said "too fast": slows down, at most once a second, and pauses. */
  throttled(): void;
  /** A call went through: the rate climbs back, at most by a twentieth of the whole a second. */
  succeeded(): void;
  /** Another share of AWS's rate from now on. */
  setRate(perSecond: number): void;
  /** Calls per second at the moment. */
  rate(): number;
}

interface Waiter {
  readonly resolve: () => void;
}

/**
 * Calls that may be sent at once after a rest, in seconds of the rate; at least one call. AWS's own buckets hold about a
 * second: half of it makes up for a process that was busy, and never comes near the brim.
 */
const burstSeconds = 0.5;
/** The first throttle may be a neighbour's burst; those that follow it closely mean that the rate is not there. */
const slowdowns = [0.9, 0.7, 0.5] as const;
const closelyMs = 10_000;
const recoveryPerSecond = 0.05;
const slowestShare = 0.02;

/**
 * A token bucket with a queue. One timer serves all who wait; when it is late, no more than a burst is made up for, so a
 * busy process never sends in one moment what it should have sent over a second.
 */
export function createTokenBucket(perSecond: number, clock: BucketClock): TokenBucket {
  let whole = perSecond;
  let slowness = 1;
  let tokens = burstOf(perSecond);
  let filledAt = clock.now();
  let closedUntil = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;
  let throttles = 0;
  let callOff: (() => void) | null = null;
  const urgent = new Set<Waiter>();
  const waiting = new Set<Waiter>();
  const rate = () => whole * slowness;

  const fill = (): number => {
    const now = clock.now();
    // After a throttle nothing fills up before the pause is over.
    const from = Math.max(filledAt, Math.min(closedUntil, now));
    tokens = Math.min(burstOf(rate()), tokens + ((now - from) * rate()) / 1_000);
    filledAt = now;
    return now;
  };
  const next = (): Waiter | undefined => (urgent.size > 0 ? urgent : waiting).values().next().value;
  const serve = (): void => {
    callOff?.();
    callOff = null;
    const now = fill();
    for (let waiter = next(); waiter !== undefined; waiter = next()) {
      if (now < closedUntil || tokens < almostOne) {
        const emptyMs = (Math.max(0, 1 - tokens) / rate()) * 1_000;
        callOff = clock.after(Math.max(0, closedUntil - now) + emptyMs, serve);
        return;
      }
      tokens -= 1;
      urgent.delete(waiter);
      waiting.delete(waiter);
      waiter.resolve();
    }
  };
  return {
    async take({ signal, urgent: isUrgent = false } = {}) {
      signal?.throwIfAborted();
      if (urgent.size + waiting.size === 0 && fill() >= closedUntil && tokens >= almostOne) {
        tokens -= 1;
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const waiter: Waiter = { resolve };
      const queue = isUrgent ? urgent : waiting;
      queue.add(waiter);
      if (callOff === null) serve();
      const leave = (): void => {
        queue.delete(waiter);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      await promise;
      signal?.removeEventListener("abort", leave);
    },
    throttled() {
      const now = fill();
      if (now - changedAt >= 1_000) {
        throttles = now - changedAt < closelyMs ? throttles + 1 : 0;
        changedAt = now;
        slowness = Math.max(slowestShare, slowness * (slowdowns[Math.min(throttles, slowdowns.length - 1)] ?? 0.5));
      }
      tokens = Math.min(tokens, 0);
      closedUntil = Math.max(closedUntil, now + (1_000 / rate()) * (1 + clock.random()));
    },
    succeeded() {
      const now = clock.now();
      if (slowness === 1 || now - changedAt < 1_000) return;
      fill();
      changedAt = now;
      throttles = 0;
      slowness = Math.min(1, slowness + recoveryPerSecond * (0.5 + clock.random()));
    },
    setRate(perSecondNow) {
      fill();
      whole = perSecondNow;
      serve();
    },
    rate,
  };
}

/** Sums of fractions of calls never come to one exactly. */
const almostOne = 1 - 1e-9;

function burstOf(perSecond: number): number {
  return Math.max(1, perSecond * burstSeconds);
}
