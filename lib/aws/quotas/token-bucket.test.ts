import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "./fake-clock.fixture.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** Asks so many times at once, and notes when each may be sent. */
function ask(bucket: TokenBucket, clock: FakeClock, times: number, sent: number[]): void {
  for (let n = 0; n < times; n += 1) void bucket.take().then(() => sent.push(clock.now()));
}

describe("createTokenBucket", () => {
  it("lets a half second's worth go at once, and the others one slot apart, in their order", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(4, clock);
    const order: string[] = [];
    for (const name of ["a", "b", "c", "d"]) void bucket.take().then(() => order.push(`${name} ${clock.now()}`));
    await clock.pass(1_000);
    expect(order).toEqual(["a 0", "b 0", "c 250", "d 500"]);
  });

  it("sends one call at once, however slow the rate", async () => {
    const clock = createFakeClock();
    const sent: number[] = [];
    ask(createTokenBucket(0.5, clock), clock, 2, sent);
    await clock.pass(2_000);
    expect(sent).toEqual([0, 2_000]);
  });

  it("never sends more in any window than the rate and the burst allow, however late its timers", async () => {
    const asks = fc.array(
      fc.record({ pause: fc.integer({ min: 0, max: 400 }), calls: fc.integer({ min: 1, max: 12 }) }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        asks,
        fc.integer({ min: 0, max: 900 }),
        async (rate, steps, late) => {
          const clock = createFakeClock();
          const bucket = createTokenBucket(rate, clock);
          const sent: number[] = [];
          let asked = 0;
          for (const { pause, calls } of steps) {
            ask(bucket, clock, calls, sent);
            asked += calls;
            await clock.pass(pause, late);
          }
          await clock.pass((asked / rate) * 1_000 + 2_000 + asked * late, late);
          expect(sent).toHaveLength(asked);
          const burst = Math.max(1, rate * 0.5);
          for (const [first, from] of sent.entries()) {
            for (const [last, to] of sent.entries()) {
              if (last < first) continue;
              expect(last - first + 1).toBeLessThanOrEqual(burst + ((to - from) * rate) / 1_000 + 1e-3);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps the rate while somebody waits: no slot is left out", async () => {
    const clock = createFakeClock();
    const sent: number[] = [];
    ask(createTokenBucket(15, clock), clock, 157, sent);
    await clock.pass(10_001);
    // 7.5 at once and 15 a second for ten seconds.
    expect(sent).toHaveLength(157);
  });

  it("lets urgent calls go first", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(2, clock);
    const order: string[] = [];
    for (const name of ["a", "b", "c"]) void bucket.take().then(() => order.push(name));
    void bucket.take({ urgent: true }).then(() => order.push("urgent"));
    await clock.pass(2_000);
    expect(order).toEqual(["a", "urgent", "b", "c"]);
  });

  it("gives the place of one who leaves to the next", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(1, clock);
    const sent: number[] = [];
    const leaving = new AbortController();
    ask(bucket, clock, 1, sent);
    const gone = bucket.take({ signal: leaving.signal });
    ask(bucket, clock, 1, sent);
    leaving.abort(new Error("No longer wanted."));
    await expect(gone).rejects.toThrow("No longer wanted.");
    await clock.pass(1_000);
    expect(sent).toEqual([0, 1_000]);
    await expect(bucket.take({ signal: leaving.signal })).rejects.toThrow("No longer wanted.");
  });

  it("slows down a little at a single throttle, more when they follow closely, and climbs back", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(100, clock);
    for (let n = 0; n < 10; n += 1) bucket.throttled();
    expect(bucket.rate()).toBeCloseTo(90);
    await clock.pass(1_000);
    bucket.throttled();
    expect(bucket.rate()).toBeCloseTo(63);
    await clock.pass(1_000);
    bucket.throttled();
    expect(bucket.rate()).toBeCloseTo(31.5);
    bucket.succeeded();
    expect(bucket.rate()).toBeCloseTo(31.5);
    await clock.pass(1_000);
    bucket.succeeded();
    expect(bucket.rate()).toBeCloseTo(36.5);
    for (let second = 0; second < 60; second += 1) {
      await clock.pass(1_000);
      bucket.succeeded();
    }
    expect(bucket.rate()).toBe(100);
  });

  it("pauses after a throttle", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(10, clock);
    const sent: number[] = [];
    bucket.throttled();
    ask(bucket, clock, 1, sent);
    await clock.pass(166);
    expect(sent).toEqual([]);
    await clock.pass(200);
    expect(sent).toHaveLength(1);
  });

  it("never comes to a standstill", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(10, clock);
    for (let n = 0; n < 100; n += 1) {
      await clock.pass(1_000);
      bucket.throttled();
    }
    expect(bucket.rate()).toBeCloseTo(0.2);
    const sent: number[] = [];
    ask(bucket, clock, 1, sent);
    await clock.pass(20_000);
    expect(sent).toHaveLength(1);
  });

  it("follows another rate at once, those who wait too", async () => {
    const clock = createFakeClock();
    const bucket = createTokenBucket(1, clock);
    const sent: number[] = [];
    ask(bucket, clock, 12, sent);
    await clock.pass(1_000);
    expect(sent).toHaveLength(2);
    bucket.setRate(20);
    await clock.pass(500);
    expect(sent).toHaveLength(12);
    expect(bucket.rate()).toBe(20);
  });
});
