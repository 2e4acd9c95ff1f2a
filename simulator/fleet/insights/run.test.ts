import { describe, expect, it } from "vitest";
import type { Command, InsightsValue } from "./ast.ts";
import { parseQuery } from "./parse-query.ts";
import { createPipeline } from "./pipeline.ts";
import { columnsOf } from "./plan-query.ts";
import { runAtOnce } from "./steps.ts";
import { InsightsSyntaxError } from "./syntax-error.ts";

const lines: readonly Record<string, InsightsValue>[] = [
  { "@timestamp": 1000, "@type": "REPORT", "@duration": 10, "@requestId": "a", "@message": "user=ada ms=10 ok" },
  {
    "@timestamp": 61_000,
    "@type": "REPORT",
    "@duration": 20.5,
    "@initDuration": 400,
    "@requestId": "b",
    "@message": "user=bob ms=20 ok",
  },
  { "@timestamp": 62_000, "@type": "START", "@requestId": "b", "@message": "START" },
  {
    "@timestamp": 3_700_000,
    "@type": "REPORT",
    "@duration": 100,
    "@requestId": "c",
    "@message": "user=ada ms=100 Failed",
  },
];

/** Rows of a query over the four lines above, each line with a weight. */
function run(query: string, weight = 1): Record<string, InsightsValue>[] {
  const commands: Command[] = parseQuery(query);
  const pipeline = createPipeline(commands);
  for (const line of lines) pipeline.take({ get: (name) => line[name] ?? null }, weight);
  const names = columnsOf(commands).map(({ name }) => name);
  return runAtOnce(pipeline.finish()).map((row) => Object.fromEntries(names.map((name) => [name, row.get(name)])));
}

describe("filter", () => {
  it.each([
    ['@type = "REPORT"', 3],
    ['@type != "REPORT"', 1],
    ["@duration > 10", 2],
    ["@duration >= 10 and @duration <= 20.5", 2],
    ['@message like "user="', 3],
    ["@message like /(?i)failed/", 1],
    ["@message =~ /ms=\\d{3}/", 1],
    ["@message not like /user/", 1],
    ['@requestId in ["a", "c"]', 2],
    ['@requestId not in ["a", "c"]', 2],
    ["ispresent(@initDuration)", 1],
    ['not ispresent(@initDuration) and @type = "REPORT"', 2],
    ['(@type = "START" or @duration < 15) and @requestId != "a"', 1],
    ["strcontains(@message, 'ok')", 2],
    ["@duration * 2 + 1 > 41", 2],
    ["missing = 1", 0],
  ])("%s keeps %i", (condition, count) => {
    expect(run(`filter ${condition}`)).toHaveLength(count);
  });
});

describe("stats", () => {
  it("groups by bins and computed keys", () => {
    expect(run('filter @type = "REPORT" | stats count(*) as n, sum(@duration) as total by bin(1h) as hour')).toEqual([
      { hour: 0, n: 2, total: 30.5 },
      { hour: 3_600_000, n: 1, total: 100 },
    ]);
    expect(
      run('filter @type = "REPORT" | stats count(*) as n by floor(log(@duration)/log(2)) as bucket | sort bucket asc'),
    ).toEqual([
      { bucket: 3, n: 1 },
      { bucket: 4, n: 1 },
      { bucket: 6, n: 1 },
    ]);
  });

  it("computes each aggregate", () => {
    expect(
      run(
        "stats count(@initDuration) as inits, avg(@duration) as mean, min(@duration) as low, max(@duration) as high, pct(@duration, 50) as mid, median(@duration) as med",
      ),
    ).toEqual([{ inits: 1, mean: 43.5, low: 10, high: 100, mid: 20.5, med: 20.5 }]);
    expect(
      run(
        "stats count_distinct(@requestId) as ids, earliest(@requestId) as first, latest(@requestId) as last, stddev(@initDuration) as spread",
      ),
    ).toEqual([{ ids: 3, first: "a", last: "c", spread: 0 }]);
    expect(
      run("stats sum(@duration) / count(@duration) as mean, 100 * count(@initDuration) / count(@duration) as percent"),
    ).toEqual([{ mean: 43.5, percent: 100 / 3 }]);
  });

  it("lets alike rows weigh", () => {
    expect(
      run(
        "stats count(*) as n, sum(@duration) as total, avg(@duration) as mean, pct(@duration, 99) as p99, max(@duration) as high",
        1000,
      ),
    ).toEqual([{ n: 4000, total: 130_500, mean: 43.5, p99: 100, high: 100 }]);
  });

  it("names columns by their own text and takes a second stats over the first", () => {
    expect(run("stats count(*) by @type | sort `count(*)` desc | limit 1")).toEqual([
      { "@type": "REPORT", "count(*)": 3 },
    ]);
    expect(run("stats count(*) as n by @type | stats sum(n) as total, count(*) as kinds")).toEqual([
      { total: 4, kinds: 2 },
    ]);
  });
});

describe("the other commands", () => {
  it("parse takes globs and named groups", () => {
    expect(
      run('parse @message "user=* ms=* *" as user, ms, rest | filter ispresent(user) | display user, ms, rest'),
    ).toContainEqual({ user: "ada", ms: "100", rest: "Failed" });
    expect(run("parse @message /user=(?<user>\\w+)/ | stats count(user) as n by user | sort n desc")).toEqual([
      { user: "ada", n: 2 },
      { user: "bob", n: 1 },
      { user: null, n: 0 },
    ]);
  });

  it("fields, sort, limit and dedup", () => {
    expect(run("fields @requestId, @duration as d | sort d desc | limit 2")).toEqual([
      { "@requestId": "c", d: 100 },
      { "@requestId": "b", d: 20.5 },
    ]);
    expect(run("fields @requestId | dedup @requestId")).toHaveLength(3);
    expect(run("fields @requestId").map((row) => row["@requestId"])).toEqual(["c", "b", "b", "a"]);
  });

  it("functions of texts and numbers", () => {
    const [row] = run(
      'filter @requestId = "a" | fields toupper(@type) as a, concat(@requestId, "-", 1) as b, substr(@message, 5, 3) as c, coalesce(@initDuration, -1) as d, abs(-2) + ceil(1.2) - floor(1.8) as e, strlen(@type) as f, greatest(1, 3) as g, replace(@type, "RE", "x") as h, 2 ^ 3 % 5 as i',
    );
    expect(row).toEqual({ a: "REPORT", b: "a-1", c: "ada", d: -1, e: 3, f: 6, g: 3, h: "xPORT", i: 3 });
  });
});

describe("what is not computed", () => {
  it.each([
    ["unmask @message", "unmask"],
    ["fields geoip(@message)", "geoip"],
    ["stats count(*) by bin(3fortnights)", "fortnights"],
    ["pattern @message", "pattern"],
    ["filter @a = 1 | diff", "diff"],
    ["filter count(*) > 1", "count"],
    ["filter @a like /(/", "regular expression"],
    ["stats pct(@duration)", "pct"],
    ["fields a b", "b"],
    ["", "empty"],
    ['parse @message "* *" as one', "captures"],
  ])("%s is refused by name", (query, named) => {
    expect(() => createPipeline(parseQuery(query))).toThrow(InsightsSyntaxError);
    expect(() => createPipeline(parseQuery(query))).toThrow(named);
  });
});
