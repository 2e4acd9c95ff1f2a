import { expect, it } from "vitest";
import { createCaller } from "./call-aws.ts";
import { callScope } from "./call-scope.ts";
import type { ClientPool, ClientTarget } from "./client-pool.ts";
import { createMeter } from "./meter.ts";

const target: ClientTarget = {
  accountKey: "one",
  accountId: "111122223333",
  region: "eu-west-1",
  credentials: async () => ({ accessKeyId: "", secretAccessKey: "" }),
};
const pool = { get: async () => ({}), size: () => 1 } as unknown as ClientPool;
const throttled = () => Object.assign(new Error("Rate exceeded"), { name: "TooManyRequestsException" });

it("counts on through the rounds of a call that AWS kept throttling: each time it is sent again is a retry", async () => {
  const call = createCaller({ pool, target, meter: createMeter(), signal: new AbortController().signal });
  const before: number[] = [];
  const answer = await call("lambda", "GetPolicy", async () => {
    // As each attempt of the SDK does.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const scope = callScope.getStore();
      if (scope === undefined) throw new Error("A call is sent outside of its scope.");
      before.push(scope.attempts);
      scope.attempts += 1;
    }
    if (before.length < 6) throw throttled();
    return "a policy";
  });
  expect(answer).toBe("a policy");
  expect(before).toEqual([0, 1, 2, 3, 4, 5]);
});
