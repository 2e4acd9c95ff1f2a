import { describe, expect, it } from "vitest";
import { formatRange, loadScope, parseRange, previousPeriod, resolveRange, scopeQuery, withScope } from "./scope.ts";

describe("scope", () => {
  it.each(["24h", "7d", "30d", "90d", "2026-11-01..2026-11-08", "2026-11-01T06:30Z..2026-11-08"])(
    "keeps the range %s",
    (text) => {
      const range = parseRange(text);
      expect(range && formatRange(range)).toBe(text);
    },
  );

  it.each(["8d", "", "2026-11-08..2026-11-01", "x..y", "2026-11-01..2026-11-02..2026-11-03"])(
    "refuses the range %j",
    (text) => expect(parseRange(text)).toBeNull(),
  );

  it.each([
    "1970-01-01..9999-12-31",
    "2026-11-01..+275760-09-13T00:00:00Z",
    "-000001-01-01..2026-11-01",
    "2026-11-01..2100-01-02",
  ])("refuses the range %j, of which nothing can be stored", (text) => expect(parseRange(text)).toBeNull());

  it("falls back to the defaults on bad values", () => {
    expect(loadScope("?range=nonsense&asof=never")).toMatchObject({
      accounts: [],
      regions: [],
      team: null,
      range: { kind: "preset", preset: "7d" },
      compare: false,
      asof: null,
    });
  });

  it("survives the way through the URL", () => {
    const scope = loadScope(
      "?accounts=111111111111,222222222222&regions=eu-west-1&team=t1&range=30d&compare=true&asof=2026-11-01",
    );
    expect(loadScope(scopeQuery(scope))).toEqual(scope);
    expect(scope.accounts).toEqual(["111111111111", "222222222222"]);
  });

  it("is carried into links, which may overrule it", () => {
    const current = new URLSearchParams("accounts=1,2&range=30d&sort=cost.desc&tab=x");
    expect(withScope("/functions", current)).toBe("/functions?accounts=1,2&range=30d");
    expect(withScope("/functions?range=24h&tab=a#top", current)).toBe("/functions?range=24h&tab=a&accounts=1,2#top");
    expect(withScope("https://aws.amazon.com/", current)).toBe("https://aws.amazon.com/");
  });

  it.each([
    ["24h", "2026-11-20T13:00:00Z"],
    ["7d", "2026-11-15T00:00:00Z"],
    ["30d", "2026-10-23T00:00:00Z"],
    ["90d", "2026-08-24T00:00:00Z"],
  ] as const)("resolves %s to whole steps, the one under way included", (preset, from) => {
    const now = new Date("2026-11-21T12:34:00Z");
    const period = resolveRange({ kind: "preset", preset }, now);
    expect(period).toEqual({ from: new Date(from), to: now });
    const before = previousPeriod(period);
    expect(before.to).toEqual(period.from);
    expect(before.to.getTime() - before.from.getTime()).toBe(now.getTime() - period.from.getTime());
  });
});
