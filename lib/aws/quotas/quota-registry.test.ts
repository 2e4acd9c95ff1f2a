import { describe, expect, it } from "vitest";
import { createFakeClock } from "./fake-clock.fixture.ts";
import { createQuotaRegistry } from "./quota-registry.ts";
import { quotaClasses } from "./quota-table.ts";

const key = { accountId: "111122223333", region: "eu-west-1", service: "lambda", operation: "ListFunctions" } as const;
const policy = { ...key, operation: "GetPolicy" } as const;

describe("createQuotaRegistry", () => {
  it("takes the share of AWS's rates", () => {
    const quotas = createQuotaRegistry({ share: 1 / 3, scale: 1, clock: createFakeClock() });
    expect(quotas.rateOf(key)).toBeCloseTo(5);
    expect(quotas.rateOf({ ...key, operation: "GetFunction" })).toBeCloseTo(100 / 3);
    expect(quotas.rateOf({ ...key, service: "cloudtrail", operation: "LookupEvents" })).toBeCloseTo(2 / 3);
  });

  it("slows the throttled bucket only", () => {
    const quotas = createQuotaRegistry({ share: 1, scale: 1, clock: createFakeClock() });
    quotas.throttled(key);
    expect(quotas.rateOf({ ...key, operation: "ListAliases" })).toBe(13.5);
    expect(quotas.rateOf(policy)).toBe(15);
    expect(quotas.rateOf({ ...key, region: "us-east-1" })).toBe(15);
    expect(quotas.rateOf({ ...key, accountId: "444455556666" })).toBe(15);
  });

  it("changes the shares of classes while it runs, of buckets that exist and of those that come", () => {
    const quotas = createQuotaRegistry({ share: 1 / 3, scale: 2, clock: createFakeClock() });
    expect(quotas.rateOf(key)).toBeCloseTo(10);
    quotas.setShares({ "lambda-control": 0.5, "lambda-get-policy": 1 });
    expect(quotas.rateOf(key)).toBeCloseTo(15);
    expect(quotas.rateOf(policy)).toBeCloseTo(30);
    expect(quotas.rateOf({ ...key, operation: "GetFunction" })).toBeCloseTo(200 / 3);
    quotas.setShares({});
    expect(quotas.rateOf(key)).toBeCloseTo(10);
  });

  it("stops waiting when the task is aborted", async () => {
    const quotas = createQuotaRegistry({ share: 1, scale: 0.001 });
    const abort = new AbortController();
    await quotas.acquire(key, { signal: abort.signal });
    const waiting = quotas.acquire(key, { signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toThrow();
  });

  it("holds back log queries beyond the share of those that may run at once, in each place apart", async () => {
    const quotas = createQuotaRegistry({ share: 0.02, scale: 1, clock: createFakeClock() });
    const { signal } = new AbortController();
    const first = await quotas.querySlots(key).take(signal);
    await quotas.querySlots(key).take(signal);
    let third = false;
    const waiting = quotas
      .querySlots(key)
      .take(signal)
      .then(() => {
        third = true;
      });
    await quotas.querySlots({ ...key, region: "us-east-1" }).take(signal);
    expect(third).toBe(false);
    first();
    first();
    await waiting;
    const left = new AbortController();
    const gone = quotas.querySlots(key).take(left.signal);
    left.abort(new Error("No longer wanted."));
    await expect(gone).rejects.toThrow("No longer wanted.");
    const next = quotas.querySlots(key).take(signal);
    quotas.setShares({ "logs-concurrent-queries": 0.03 });
    await next;
  });
});

it("names every class once", () => {
  const names = quotaClasses.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
