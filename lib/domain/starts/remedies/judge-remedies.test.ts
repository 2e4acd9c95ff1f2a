import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { fleetEvidence } from "./fleet-evidence.ts";
import { breakEvenShare } from "./judge-provisioned-concurrency.ts";
import { bestOf, judgeRemedies } from "./judge-remedies.ts";
import { supportsSnapStart } from "./judge-snap-start.ts";
import { applies, type JudgedRemedy, type StartRemedy, type StartRemedyKind } from "./start-remedy.ts";
import { fleetRows, startSubject } from "./start-subject.fixture.ts";
import type { StartSubject } from "./start-subject.ts";
import { summariseRemedies } from "./summarise-remedies.ts";

/** A fleet that knows restores of 200 ms, arm64 at 0.8, and init that grows with size. */
const telling = fleetEvidence([
  ...fleetRows(200, (k) => ({
    architecture: k % 2 === 0 ? "arm64" : "x86_64",
    codeBytes: 1_000_000 * 1.01 ** k,
    initP50Ms: (k % 2 === 0 ? 0.8 : 1) * 300 * 1.01 ** (0.5 * k),
  })),
  ...fleetRows(8, (k) => ({ inits: 0, initP50Ms: null, restores: 40, restoreP50Ms: 196 + k, restoreP95Ms: 350 })),
]);
const silent = fleetEvidence([]);

function judged(subject: StartSubject, kind: StartRemedyKind, evidence = telling): JudgedRemedy {
  const { remedies, excluded } = judgeRemedies(subject, evidence);
  const found = [...remedies, ...excluded].find((one) => one.kind === kind);
  if (!found) throw new Error(`${kind} was not judged.`);
  return found;
}

function remedy(subject: StartSubject, kind: StartRemedyKind, evidence = telling): StartRemedy {
  const found = judged(subject, kind, evidence);
  if (!applies(found)) throw new Error(`${kind} does not apply: ${found.reason}`);
  return found;
}

describe("SnapStart", () => {
  it.each([
    ["java11", true],
    ["java17.al2023", true],
    ["java8.al2", false],
    ["python3.12", true],
    ["python3.9", false],
    ["python3.14", true],
    ["dotnet8", true],
    ["dotnet6", false],
    ["nodejs24.x", false],
    ["provided.al2023", false],
    ["constructor", false],
  ])("%s: %s", (runtime, supported) => expect(supportsSnapStart(runtime)).toBe(supported));

  it.each([
    ["provisioned concurrency", { provisioned: 3 }],
    ["file system", { fileSystems: 1 }],
    ["/tmp", { ephemeralStorageMb: 1024 }],
    ["container images", { packageType: "Image", runtime: null }],
    ["Managed Instances", { managedInstances: true }],
    ["It is on", { snapStart: "PublishedVersions" }],
  ])("is left out for %s", (word, changes) => {
    const found = judged(startSubject(changes), "snapStart");
    expect(applies(found)).toBe(false);
    if (!applies(found)) expect(found.reason).toContain(word);
  });

  it("takes away the fleet's median restore from the function's median init, start by start", () => {
    const { effect, n } = remedy(startSubject(), "snapStart");
    expect(n).toEqual({ starts: 320, functions: 8 });
    if (effect.state !== "known") throw new Error("the effect is known");
    // 100 starts a day × (800 − 199) ms, within what a bucket can tell.
    expect(effect.savedMsPerDay.value / 60_100).toBeCloseTo(1, 1);
    expect(effect.savedMsPerDay.low).toBeLessThan(effect.savedMsPerDay.value);
    expect(effect.p95AfterMs).toBe(350);
  });

  it("is not known in a fleet that restores nothing", () => {
    expect(remedy(startSubject(), "snapStart", silent)).toMatchObject({
      basis: "notKnown",
      effect: { state: "unknown", reason: expect.stringContaining("Not known in this fleet: 0 restores") },
    });
  });

  it("promises nothing where the interval holds no gain", () => {
    const quick = startSubject({ init: histogramOf(Array.from({ length: 700 }, () => 198)), initWaitedMs: 700 * 198 });
    expect(remedy(quick, "snapStart").effect.state).toBe("unknown");
  });

  it("costs cache and restores by list price, and nothing for Java", () => {
    const { money } = remedy(startSubject(), "snapStart");
    // 1 GB × 2,628,000 s × $0.0000015046 + 100 a day × 30.4 × 1 GB × $0.0001397998.
    expect(money).toMatchObject({ state: "known" });
    if (money.state === "known") expect(money.usdPerMonth).toBeCloseTo(3.954 + 0.425, 2);
    expect(remedy(startSubject({ runtime: "java21" }), "snapStart").money).toEqual({ state: "known", usdPerMonth: 0 });
    expect(remedy(startSubject({ region: "eu-west-1" }), "snapStart").money.state).toBe("unknown");
  });
});

describe("provisioned concurrency", () => {
  it("breaks even at 60 % busy at the prices of us-east-1", () => {
    expect(breakEvenShare({ onDemand: 1.66667e-5, capacity: 4.1667e-6, duration: 9.7222e-6 })).toBeCloseTo(0.6, 3);
  });

  it("covers the share of cold starts that fell into hours it would have covered", () => {
    const { effect, basis } = remedy(startSubject(), "provisionedConcurrency");
    expect(basis).toBe("measuredHere");
    if (effect.state !== "known") throw new Error("the effect is known");
    expect(effect.savedMsPerDay.value).toBeCloseTo(80_000 * 0.9, 3);
    expect(effect.savedMsPerDay.high).toBeLessThan(80_000);
  });

  it("costs nothing net at 60 % busy, and money below", () => {
    const busy = (share: number) => startSubject({ durationSumMs: 2 * 7 * 86_400_000 * share });
    const usd = (share: number) => {
      const { money } = remedy(busy(share), "provisionedConcurrency");
      return money.state === "known" ? money.usdPerMonth : Number.NaN;
    };
    expect(usd(0.6)).toBeCloseTo(0, 2);
    expect(usd(0)).toBeCloseTo(2 * 2_628_000 * 4.1667e-6, 2);
    expect(usd(0.8)).toBeLessThan(0);
  });

  it("moves only what the environments there are leave over into those to be added", () => {
    const of = (busyEnvironments: number) => {
      const found = remedy(
        startSubject({
          provisioned: 3,
          concurrency: { environments: 4, hours: 168, coldStartsWithin: 630, coldStarts: 700 },
          durationSumMs: 7 * 86_400_000 * busyEnvironments,
        }),
        "provisionedConcurrency",
      );
      if (found.kind !== "provisionedConcurrency" || found.money.state !== "known") throw new Error("it is known");
      return { usd: found.money.usdPerMonth, busy: found.detail.busyShare };
    };
    // Three environments are as good as never all busy: the fourth would stand still and costs its whole capacity.
    expect(of(2.5)).toEqual({ usd: expect.closeTo(2_628_000 * 4.1667e-6, 2), busy: 0 });
    expect(of(3.6)).toEqual({ usd: expect.closeTo(0, 2), busy: expect.closeTo(0.6, 9) });
    expect(of(9).busy).toBe(1);
  });

  it("is not for who has enough, and unknown where hours were not read", () => {
    expect(applies(judged(startSubject({ provisioned: 2 }), "provisionedConcurrency"))).toBe(false);
    expect(applies(judged(startSubject({ snapStart: "PublishedVersions" }), "provisionedConcurrency"))).toBe(false);
    expect(remedy(startSubject({ concurrency: null }), "provisionedConcurrency").effect.state).toBe("unknown");
  });
});

describe("comparisons with the fleet", () => {
  it("estimates a package as small as is usual", () => {
    const found = remedy(startSubject(), "smallerPackage");
    expect(found.effect.state).toBe("known");
    if (found.money.state === "known") expect(found.money.usdPerMonth).toBeLessThan(0);
    if (found.kind !== "smallerPackage") throw new Error("it is the package");
    // From the largest package that was compared (7.2 MB, not its own 40) to the median: 2.7^−0.5.
    expect(found.detail.ratio?.value).toBeCloseTo(0.61, 1);
    expect(applies(judged(startSubject({ codeBytes: 500_000 }), "smallerPackage"))).toBe(false);
    expect(applies(judged(startSubject({ packageType: "Image" }), "smallerPackage"))).toBe(false);
  });

  it("estimates arm64, and saves its part of duration by list price", () => {
    const found = remedy(startSubject(), "arm64");
    expect(found.effect.state).toBe("known");
    // $7 of duration a week × 30.4 / 7 × 20 %.
    if (found.money.state === "known") expect(found.money.usdPerMonth).toBeCloseTo(-6.083, 2);
    expect(applies(judged(startSubject({ architecture: "arm64" }), "arm64"))).toBe(false);
    expect(applies(judged(startSubject({ runtime: "go1.x" }), "arm64"))).toBe(false);
    for (const kind of ["arm64", "smallerPackage", "lessInit", "provisionedConcurrency"] as const)
      expect(judged(startSubject({ managedInstances: true }), kind)).toMatchObject({
        kind,
        reason: expect.stringContaining("Managed Instances"),
      });
  });

  it("promises nothing where the interval holds no change", () => {
    const level = fleetEvidence(
      fleetRows(60, (k) => ({
        architecture: k % 2 === 0 ? "arm64" : "x86_64",
        codeBytes: 1e6 * (1 + k),
        initP50Ms: 300 + ((k * 37) % 61),
      })),
    );
    for (const kind of ["arm64", "smallerPackage"] as const) {
      const found = remedy(startSubject(), kind, level);
      expect(found).toMatchObject({
        basis: "notKnown",
        effect: { state: "unknown", reason: expect.stringContaining("Nothing is promised") },
      });
    }
  });

  it("promises nothing where arm64 is slower, and does not call that no change", () => {
    const slower = fleetEvidence(
      fleetRows(40, (k) => ({ architecture: k % 2 === 0 ? "arm64" : "x86_64", initP50Ms: k % 2 === 0 ? 500 : 400 })),
    );
    const { effect } = remedy(startSubject(), "arm64", slower);
    if (effect.state !== "unknown") throw new Error("nothing is promised");
    expect(effect.reason).toContain("125 %");
    expect(effect.reason).not.toContain("no change");
  });

  it("bounds less init by the best quarter, and calls it a bound", () => {
    expect(remedy(startSubject(), "lessInit").effect.state).toBe("atMost");
    expect(applies(judged(startSubject({ init: histogramOf(Array.from({ length: 50 }, () => 20)) }), "lessInit"))).toBe(
      false,
    );
  });
});

describe("the best remedy", () => {
  const of = (kind: StartRemedyKind, low: number, usdPerMonth: number | null): StartRemedy => ({
    ...remedy(startSubject(), kind),
    effect: { state: "known", savedMsPerDay: { value: low + 1, low, high: low + 2 }, p95AfterMs: null },
    money: usdPerMonth === null ? { state: "unknown", reason: "" } : { state: "known", usdPerMonth },
  });

  it("is the free one, unless one that costs takes away four times as much", () => {
    expect(bestOf([of("arm64", 10, -1), of("provisionedConcurrency", 39, 5)])?.kind).toBe("arm64");
    expect(bestOf([of("arm64", 10, -1), of("provisionedConcurrency", 40, 5)])?.kind).toBe("provisionedConcurrency");
    expect(bestOf([of("snapStart", 50, 1), of("provisionedConcurrency", 60, 30)])?.kind).toBe("snapStart");
    expect(bestOf([of("snapStart", 50, null), of("provisionedConcurrency", 60, 30)])?.kind).toBe(
      "provisionedConcurrency",
    );
  });

  it("is never a bound or something unknown", () => {
    expect(bestOf([remedy(startSubject(), "lessInit")])).toBeNull();
    expect(judgeRemedies(startSubject({ concurrency: null }), silent).best).toBeNull();
  });

  it("counts each function once", () => {
    const verdict = (best: StartRemedy | null) => ({ best });
    const sums = summariseRemedies([
      verdict(of("arm64", 10, -1)),
      verdict(of("arm64", 20, null)),
      verdict(of("snapStart", 50, 4)),
      verdict(null),
    ]);
    expect(sums).toEqual([
      { kind: "snapStart", functions: 1, savedMsPerDay: 51, surelySavedMsPerDay: 50, usdPerMonth: 4, unknownMoney: 0 },
      { kind: "arm64", functions: 2, savedMsPerDay: 32, surelySavedMsPerDay: 30, usdPerMonth: -1, unknownMoney: 1 },
    ]);
  });

  it("never takes away more than was waited, and never less than nothing", () => {
    fc.assert(
      fc.property(
        fc.record({
          initWaitedMs: fc.integer({ min: 0, max: 10 ** 9 }),
          coldStarts: fc.integer({ min: 0, max: 100_000 }),
          codeBytes: fc.integer({ min: 1, max: 250_000_000 }),
          days: fc.double({ min: 0.05, max: 90, noNaN: true }),
          runtime: fc.constantFrom("python3.12", "java21", "nodejs24.x", null),
        }),
        (changes) => {
          const subject = startSubject(changes);
          const most = (subject.initWaitedMs / subject.days) * (1 + 1e-9);
          for (const { effect } of judgeRemedies(subject, telling).remedies) {
            if (effect.state !== "known") continue;
            const { value, low, high } = effect.savedMsPerDay;
            expect(low).toBeGreaterThanOrEqual(0);
            expect(low).toBeLessThanOrEqual(value);
            expect(value).toBeLessThanOrEqual(high);
            expect(high).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });
});
