import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEndpointHealth } from "./endpoint-health.ts";
import { AwsFailureError } from "./failure.ts";

const call = { service: "lambda", region: "eu-west-1", operation: "ListFunctions" } as const;
const timeout = () => Object.assign(new Error("no answer"), { name: "TimeoutError" });
const reset = () => Object.assign(new Error("reset"), { code: "ECONNRESET" });

function start() {
  let ms = 0;
  const health = createEndpointHealth({ now: () => ms, closedMs: 30_000 });
  const refused = (asked: Parameters<typeof health.begin>[0] = call): boolean => {
    try {
      // Given up before an answer: it proves nothing and lets the next one try.
      health.begin(asked).failed(Object.assign(new Error("given up"), { name: "AbortError" }));
      return false;
    } catch (error) {
      if (!(error instanceof AwsFailureError)) throw error;
      expect(error.failure).toMatchObject({ kind: "unreachable", operation: asked.operation });
      return true;
    }
  };
  return { health, refused, pass: (by: number) => (ms += by) };
}

describe("createEndpointHealth", () => {
  it("closes an endpoint after two requests that hung, and opens it for one probe after half a minute", () => {
    const { health, refused, pass } = start();
    const both = [health.begin(call), health.begin(call)];
    pass(5_000);
    for (const request of both) {
      expect(refused()).toBe(false);
      request.failed(timeout());
    }
    expect(refused({ ...call, operation: "GetPolicy" })).toBe(true);
    expect(refused({ ...call, region: "us-east-1" })).toBe(false);
    expect(refused({ ...call, service: "logs" })).toBe(false);
    pass(30_000);
    const probe = health.begin(call);
    expect(refused()).toBe(true);
    probe.failed(reset());
    pass(59_999);
    expect(refused()).toBe(true);
    pass(1);
    health.begin(call).answered();
    expect(refused()).toBe(false);
  });

  it("counts an error that AWS answered as a sign of life", () => {
    const { health, refused, pass } = start();
    for (let n = 0; n < 20; n += 1) {
      pass(1);
      health.begin(call).failed(reset());
      pass(1);
      health.begin(call).failed(Object.assign(new Error("no"), { $metadata: { httpStatusCode: 503 } }));
    }
    expect(refused()).toBe(false);
  });

  it("needs more than a reset now and then while others are answered", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (outcomes) => {
        const { health, refused, pass } = start();
        let inARow = 0;
        let longest = 0;
        for (const ok of outcomes) {
          pass(1);
          if (longest >= 4) break;
          const request = health.begin(call);
          if (ok) request.answered();
          else request.failed(reset());
          inARow = ok ? 0 : inARow + 1;
          longest = Math.max(longest, inARow);
        }
        expect(refused()).toBe(longest >= 4);
      }),
    );
  });
});
