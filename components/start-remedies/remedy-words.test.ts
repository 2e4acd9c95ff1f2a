import { describe, expect, it } from "vitest";
import type { StartRemedy } from "#lib/domain/starts/remedies/start-remedy.ts";
import { certaintyWords, costWords, detailWords, effectWords, moneyWords } from "./remedy-words.ts";

const remedy: StartRemedy = {
  kind: "arm64",
  effect: { state: "known", savedMsPerDay: { value: 42_000, low: 38_000, high: 45_000 }, p95AfterMs: 700 },
  money: { state: "known", usdPerMonth: -6.08 },
  basis: "fleetComparison",
  n: { starts: 2000, functions: 40 },
  caveats: [],
  detail: { ratio: { value: 0.8, low: 0.75, high: 0.86 } },
};
const spaced = (text: string | null) => text?.replaceAll("\u00a0", " ");

describe("the words of a remedy", () => {
  it("give the effect with its interval, a bound as a bound, and a reason where there is neither", () => {
    expect(spaced(effectWords(remedy))).toBe("42 s of waiting a day (95 % interval 38 s – 45 s)");
    expect(spaced(effectWords({ ...remedy, effect: { state: "atMost", savedMsPerDay: 900, p95AfterMs: null } }))).toBe(
      "at most 900 ms of waiting a day",
    );
    expect(effectWords({ ...remedy, effect: { state: "unknown", reason: "Too few." } })).toBe("Too few.");
  });

  it("say what costs, what saves, and what is neither", () => {
    expect(moneyWords(remedy.money)).toBe("saves $6.08 a month");
    expect(moneyWords({ state: "known", usdPerMonth: 4.38 })).toBe("$4.38 a month");
    expect(moneyWords({ state: "known", usdPerMonth: 1e-15 })).toBe("nothing");
    expect(moneyWords({ state: "unknown", reason: "No price." })).toBe("No price.");
  });

  it("give a saving that rests on a bound as a bound", () => {
    const bound = { ...remedy, effect: { state: "atMost", savedMsPerDay: 900, p95AfterMs: null } } as const;
    expect(costWords(bound)).toBe("at best saves $6.08 a month, at list price");
    expect(costWords(remedy)).toBe("saves $6.08 a month, at list price");
    expect(costWords({ ...bound, money: { state: "known", usdPerMonth: 0 } })).toBe("nothing");
    expect(costWords({ ...bound, money: { state: "unknown", reason: "No price." } })).toBe("No price.");
  });

  it("say how sure it is, with n", () => {
    expect(certaintyWords(remedy)).toBe("By comparison with 40 functions of this fleet (2,000 starts in 30 days)");
    expect(certaintyWords({ ...remedy, basis: "measuredHere", n: { starts: 1, functions: 1 } })).toBe(
      "Measured on this function, by 1 cold start",
    );
    expect(certaintyWords({ ...remedy, basis: "notKnown" })).toBe("Not known");
    expect(spaced(detailWords(remedy))).toBe(
      "With its runtime, init on arm64 takes 80 % (75 % – 86 %) of init on x86_64 in this fleet.",
    );
  });

  it("tell how many environments, and from when on they pay for themselves", () => {
    const provisioned: StartRemedy = {
      ...remedy,
      kind: "provisionedConcurrency",
      detail: {
        environments: 3,
        have: 1,
        hours: 200,
        covered: { hits: 90, n: 100, value: 0.9, interval: { low: 0.8, high: 0.95 }, tooFew: false },
        busyShare: 0.12,
        breakEvenShare: 0.6,
      },
    };
    expect(spaced(detailWords(provisioned))).toBe(
      "In 95 of 100 of the hours in which it ran (200) no more than 3 environments ran at once; 1 are provisioned. 90 of 100 cold starts fell into such hours. Those to be added would be busy 12 % of the time; from 60 % on they cost less than on demand.",
    );
  });
});
