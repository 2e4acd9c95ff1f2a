import { describe, expect, it } from "vitest";
import type { InsightsQuery } from "#simulator/fleet/types.ts";
import { type ComputedRows, LogQueryStore, statusOf } from "./log-queries.ts";
import { Workbench } from "./workbench.ts";

const query: InsightsQuery = {
  accountId: "111111111111",
  region: "eu-west-1",
  logGroupNames: ["/aws/lambda/f"],
  queryString: "fields @timestamp",
  start: new Date(0),
  end: new Date(1),
};
const rowsOf = (count: number): ComputedRows => ({
  count,
  jsonAt: () => "[]",
  statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 },
});

// biome-ignore lint/correctness/useYield: an answer that takes no time
function* atOnce(): Generator<void, ComputedRows> {
  return rowsOf(0);
}

function storeOf(compute: (query: InsightsQuery) => Generator<unknown, ComputedRows> = atOnce): LogQueryStore {
  return new LogQueryStore(1_000_000, new Workbench(), compute);
}

describe("LogQueryStore", () => {
  it("counts the running queries of each account-Region, stopped ones not", () => {
    const store = storeOf();
    const first = store.start(query, new Date(0));
    store.start(query, new Date(0));
    store.start({ ...query, region: "us-east-1" }, new Date(0));
    expect(store.running("111111111111", "eu-west-1")).toBe(2);
    first.stopped = true;
    expect(store.running("111111111111", "eu-west-1")).toBe(1);
    expect(store.running("222222222222", "eu-west-1")).toBe(0);
  });

  it("shows a query only to its own account and Region, latest first", () => {
    const store = storeOf();
    const first = store.start(query, new Date(0));
    const second = store.start(query, new Date(0));
    expect(store.list("111111111111", "eu-west-1")).toEqual([second, first]);
    expect(store.find("111111111111", "eu-west-1", first.id)).toBe(first);
    expect(store.find("111111111111", "us-east-1", first.id)).toBeUndefined();
  });

  it("computes rows once while they are kept, and again when they were forgotten", async () => {
    let computed = 0;
    const store = storeOf(function* () {
      yield;
      computed += 1;
      return rowsOf(30_000);
    });
    const first = store.start(query, new Date(0));
    await store.result(first);
    await store.result(first);
    expect(computed).toBe(1);
    for (let other = 0; other < 4; other += 1) {
      await store.result(store.start(query, new Date(0)));
    }
    expect(statusOf(first)).toBe("Complete");
    expect((await store.result(first))?.results).toHaveLength(30_000);
    expect(computed).toBe(6);
  });

  it("runs until its rows are there, two queries at a time and the first ones first", async () => {
    let released = false;
    const begun: string[] = [];
    const store = storeOf(function* ({ queryString }) {
      begun.push(queryString);
      while (!released) yield;
      return rowsOf(1);
    });
    const queries = ["a", "b", "c"].map((queryString) => store.start({ ...query, queryString }, new Date(0)));
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(["a", "b"]);
    expect(queries.map(statusOf)).toEqual(["Running", "Running", "Running"]);
    released = true;
    await Promise.all(queries.map((one) => store.result(one)));
    expect(begun).toEqual(["a", "b", "c"]);
    expect(queries.map(statusOf)).toEqual(["Complete", "Complete", "Complete"]);
  });

  it("gives a stopped query up and goes on with the next", async () => {
    const store = storeOf(function* ({ queryString }) {
      while (queryString === "endless") yield;
      return rowsOf(1);
    });
    const [one, two] = [0, 1].map(() => store.start({ ...query, queryString: "endless" }, new Date(0)));
    const last = store.start(query, new Date(0));
    for (const endless of [one, two]) if (endless !== undefined) endless.stopped = true;
    expect((await store.result(last))?.results).toHaveLength(1);
  });
});
