import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createQuotaRegistry } from "./quota-registry.ts";
import { createTokenBucket } from "./token-bucket.ts";

function fakeClock(random = 0.5) {
  let ms = 0;
  return {
    now: () => ms,
    random: () => random,
    pass: (by: number) => {
      ms += by;
    },
  };
}

describe("createTokenBucket", () => {
  it("lets callers wait in their order, one slot apart", () => {
    const bucket = createTokenBucket(5, fakeClock());
    expect([1, 2, 3, 4].map(() => bucket.reserve())).toEqual([0, 200, 400, 600]);
  });

  it("never gives more slots than the rate and a tenth of a second's burst", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 }),
        (rate, pauses) => {
          const clock = fakeClock();
          const bucket = createTokenBucket(rate, clock);
          const sent = pauses.map((pause) => {
            clock.pass(pause);
            return clock.now() + bucket.reserve();
          });
          const span = Math.max(...sent) - Math.min(...sent);
          expect(sent.length).toBeLessThanOrEqual(Math.floor((span / 1_000) * rate + rate * 0.1 + 1e-6) + 1);
        },
      ),
    );
  });

  it("halves the rate when throttled, once a second at most, and climbs back slowly", () => {
    const clock = fakeClock();
    const bucket = createTokenBucket(16, clock);
    for (let n = 0; n < 10; n += 1) bucket.throttled();
    expect(bucket.rate()).toBe(8);
    clock.pass(1_000);
    bucket.throttled();
    expect(bucket.rate()).toBe(4);
    bucket.succeeded();
    expect(bucket.rate()).toBe(4);
    clock.pass(1_000);
    bucket.succeeded();
    expect(bucket.rate()).toBeCloseTo(4.8);
    for (let second = 0; second < 60; second += 1) {
      clock.pass(1_000);
      bucket.succeeded();
    }
    expect(bucket.rate()).toBe(16);
  });

  it("pauses after a throttle", () => {
    const bucket = createTokenBucket(10, fakeClock());
    bucket.reserve();
    bucket.throttled();
    expect(bucket.reserve()).toBeGreaterThanOrEqual(200);
  });

  it("never comes to a standstill", () => {
    const clock = fakeClock();
    const bucket = createTokenBucket(10, clock);
    for (let n = 0; n < 100; n += 1) {
      clock.pass(1_000);
      bucket.throttled();
    }
    expect(bucket.rate()).toBeCloseTo(0.2);
  });
});

describe("createQuotaRegistry", () => {
  const key = {
    accountId: "111122223333",
    region: "eu-west-1",
    service: "lambda",
    operation: "ListFunctions",
  } as const;

  it("takes the share of AWS's rates", () => {
    const quotas = createQuotaRegistry({ share: 1 / 3, scale: 1, clock: fakeClock() });
    expect(quotas.rateOf(key)).toBeCloseTo(5);
    expect(quotas.rateOf({ ...key, operation: "GetFunction" })).toBeCloseTo(100 / 3);
    expect(quotas.rateOf({ ...key, service: "cloudtrail", operation: "LookupEvents" })).toBeCloseTo(2 / 3);
  });

  it("slows the throttled bucket only", () => {
    const quotas = createQuotaRegistry({ share: 1, scale: 1, clock: fakeClock() });
    quotas.throttled(key);
    expect(quotas.rateOf({ ...key, operation: "ListAliases" })).toBe(7.5);
    expect(quotas.rateOf({ ...key, operation: "GetPolicy" })).toBe(15);
    expect(quotas.rateOf({ ...key, region: "us-east-1" })).toBe(15);
    expect(quotas.rateOf({ ...key, accountId: "444455556666" })).toBe(15);
  });

  it("stops waiting when the task is aborted", async () => {
    const quotas = createQuotaRegistry({ share: 1, scale: 0.001 });
    const abort = new AbortController();
    await quotas.acquire(key, abort.signal);
    const waiting = quotas.acquire(key, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toThrow();
  });
});
