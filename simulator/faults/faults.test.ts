import { describe, expect, it } from "vitest";
import { FaultSyntaxError } from "./fault-target.ts";
import { accountsHit, faultsOf, parseFaults } from "./faults.ts";

const call = { accountId: "111111111111", region: "eu-west-1", service: "lambda", operation: "GetPolicy" };

describe("parseFaults", () => {
  it("reads what becomes of whole accounts, and refuses it of anything else", () => {
    const faults = parseFaults("suspended=111111111111,scp=111111111111:logs:StartQuery,left=222222222222");
    expect([...accountsHit(faults, "suspended", "left")]).toEqual(["111111111111", "222222222222"]);
    expect(faults[1]).toMatchObject({ kind: "scp", target: { service: "logs", operation: "StartQuery" } });
    for (const text of ["suspended=*", "left=lambda", "external-id=111111111111:lambda"]) {
      expect(() => parseFaults(text)).toThrow(FaultSyntaxError);
    }
  });

  it("reads every kind with and without a target", () => {
    const text =
      "throttle=0.1, slow=0.05:2000:lambda, deny=account:111111111111, deny=111111111111:lambda:GetPolicy, down=eu-west-1, half-page=0.01, html=lambda:ListTags, missing=organizations, expired=*, cut=1:cloudwatch";
    expect(parseFaults(text)).toEqual([
      { kind: "throttle", share: 0.1, delayMs: 0, target: {} },
      { kind: "slow", share: 0.05, delayMs: 2_000, target: { service: "lambda" } },
      { kind: "deny", share: 1, delayMs: 0, target: { accountId: "111111111111" } },
      {
        kind: "deny",
        share: 1,
        delayMs: 0,
        target: { accountId: "111111111111", service: "lambda", operation: "GetPolicy" },
      },
      { kind: "down", share: 1, delayMs: 0, target: { region: "eu-west-1" } },
      { kind: "half-page", share: 0.01, delayMs: 0, target: {} },
      { kind: "html", share: 1, delayMs: 0, target: { service: "lambda", operation: "ListTags" } },
      { kind: "missing", share: 1, delayMs: 0, target: { service: "organizations" } },
      { kind: "expired", share: 1, delayMs: 0, target: {} },
      { kind: "cut", share: 1, delayMs: 0, target: { service: "monitoring" } },
    ]);
  });

  it("takes an empty text for no faults", () => {
    expect(parseFaults(" ")).toEqual([]);
  });

  it.each([
    ["throttle", "a share from 0 to 1 must be given as a number"],
    ["throttle=2", "a share from 0 to 1"],
    ["throttle=-0.1", "a share from 0 to 1"],
    ["slow=0.5", "milliseconds must be given as a number"],
    ["deny", "it must name what it hits"],
    ["deny=", "it must name what it hits"],
    ["deny=1234", '"1234" is neither'],
    ["deny=lambda:lambda", "a second service"],
    ["explode=1", '"explode" is none of'],
    ["throttle=0.1,,reset=0.1", '""'],
  ])("refuses %s and says why", (text, reason) => {
    expect(() => parseFaults(text)).toThrow(FaultSyntaxError);
    expect(() => parseFaults(text)).toThrow(reason);
  });
});

describe("faultsOf", () => {
  it("follows from seed and count alone, and hits about the share asked for", () => {
    const faults = parseFaults("throttle=0.1");
    const hits = (seed: number) =>
      Array.from({ length: 10_000 }, (_, sequence) => faultsOf(faults, call, seed, sequence).length);
    expect(hits(5)).toEqual(hits(5));
    expect(hits(5)).not.toEqual(hits(6));
    const share = hits(5).reduce((sum, hit) => sum + hit, 0) / 10_000;
    expect(share).toBeGreaterThan(0.09);
    expect(share).toBeLessThan(0.11);
  });

  it("draws for each fault anew, so that two faults of one share do not coincide", () => {
    const faults = parseFaults("throttle=0.5,reset=0.5");
    const both = Array.from({ length: 4_000 }, (_, sequence) => faultsOf(faults, call, 1, sequence)).filter(
      (hit) => hit.length === 2,
    );
    expect(both.length).toBeGreaterThan(850);
    expect(both.length).toBeLessThan(1_150);
  });

  it("hits only what the target names", () => {
    const faults = parseFaults("deny=111111111111:lambda:GetPolicy");
    expect(faultsOf(faults, call, 1, 1)).toHaveLength(1);
    expect(faultsOf(faults, { ...call, operation: "GetFunction" }, 1, 1)).toHaveLength(0);
    expect(faultsOf(faults, { ...call, accountId: "222222222222" }, 1, 1)).toHaveLength(0);
    expect(faultsOf(faults, { ...call, service: "iam" }, 1, 1)).toHaveLength(0);
  });
});
