import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Quotas } from "./quotas.ts";
import { rateQuota } from "./rates.ts";
import { TokenBucket } from "./token-bucket.ts";

const lambda = { accountId: "111111111111", region: "eu-west-1", service: "lambda" };

function admitted(quotas: Quotas, call: Parameters<Quotas["admit"]>[0], times: number, nowMs: number): number {
  return Array.from({ length: times }, () => quotas.admit(call, nowMs)).filter(Boolean).length;
}

describe("TokenBucket", () => {
  it("never admits more than burst plus refill, whatever the arrival times", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 50 }), (waits, perSecond) => {
        const bucket = new TokenBucket(perSecond, perSecond, 0);
        let now = 0;
        let taken = 0;
        for (const wait of waits) {
          now += wait;
          taken += bucket.take(now) ? 1 : 0;
        }
        expect(taken).toBeLessThanOrEqual(perSecond + (now / 1_000) * perSecond + 1e-6);
      }),
    );
  });
});

describe("Quotas", () => {
  it("lets a second's worth through at once, then refills", () => {
    const quotas = new Quotas(1);
    const call = { ...lambda, operation: "GetFunction" };
    expect(admitted(quotas, call, 200, 0)).toBe(100);
    expect(admitted(quotas, call, 200, 500)).toBe(50);
  });

  it("makes the control calls of Lambda share one bucket, beside those that have their own", () => {
    const quotas = new Quotas(1);
    expect(admitted(quotas, { ...lambda, operation: "ListFunctions" }, 10, 0)).toBe(10);
    expect(admitted(quotas, { ...lambda, operation: "ListAliases" }, 10, 0)).toBe(5);
    expect(admitted(quotas, { ...lambda, operation: "GetPolicy" }, 20, 0)).toBe(15);
  });

  it("keeps accounts and Regions apart, but not the Regions of a global service", () => {
    const quotas = new Quotas(1);
    const iam = { ...lambda, service: "iam", operation: "GetRole" };
    expect(admitted(quotas, { ...lambda, operation: "GetPolicy" }, 20, 0)).toBe(15);
    expect(admitted(quotas, { ...lambda, operation: "GetPolicy", region: "us-east-1" }, 20, 0)).toBe(15);
    expect(admitted(quotas, { ...lambda, operation: "GetPolicy", accountId: "222222222222" }, 20, 0)).toBe(15);
    expect(admitted(quotas, iam, 20, 0)).toBe(15);
    expect(admitted(quotas, { ...iam, region: "us-east-1" }, 20, 0)).toBe(0);
  });

  it("multiplies every rate by the scale", () => {
    expect(admitted(new Quotas(10), { ...lambda, operation: "GetPolicy" }, 400, 0)).toBe(150);
  });

  it("gives an operation that no table names the default of its service", () => {
    expect(rateQuota("lambda", "ListTags")).toEqual({ bucket: "lambda:rest", perSecond: 15 });
    expect(rateQuota("unheard-of", "Do")).toEqual({ bucket: "unheard-of:rest", perSecond: 10 });
  });
});
