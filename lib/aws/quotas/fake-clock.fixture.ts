import type { BucketClock } from "./token-bucket.ts";

export interface FakeClock extends BucketClock {
  /** Lets time pass; what comes due runs at its time, or `lateMs` after it where the process is busy. */
  pass(ms: number, lateMs?: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only when it is told to. */
export function createFakeClock(random = 0.5): FakeClock {
  let ms = 0;
  const timers = new Set<Timer>();
  const settle = async () => {
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  };
  return {
    now: () => ms,
    random: () => random,
    after(delay, run) {
      const timer = { at: ms + Math.max(delay, 0.001), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(by, lateMs = 0) {
      const end = ms + by;
      await settle();
      for (;;) {
        const [first] = [...timers].sort((one, other) => one.at - other.at);
        if (first === undefined || first.at + lateMs > end) break;
        ms = Math.max(ms, first.at + lateMs);
        timers.delete(first);
        first.run();
        await settle();
      }
      ms = end;
    },
  };
}
