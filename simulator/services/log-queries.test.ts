import { describe, expect, it } from "vitest";
import type { InsightsQuery } from "#simulator/fleet/types.ts";
import { LogQueryStore } from "./log-queries.ts";

const query: InsightsQuery = {
  accountId: "111111111111",
  region: "eu-west-1",
  logGroupNames: ["/aws/lambda/f"],
  queryString: "fields @timestamp",
  start: new Date(0),
  end: new Date(1),
};
const statistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };

describe("LogQueryStore", () => {
  it("counts the running queries of each account-Region, stopped ones not", () => {
    const store = new LogQueryStore(1);
    const first = store.start(query, new Date(0));
    store.start(query, new Date(0));
    store.start({ ...query, region: "us-east-1" }, new Date(0));
    expect(store.running("111111111111", "eu-west-1")).toBe(2);
    first.stopped = true;
    expect(store.running("111111111111", "eu-west-1")).toBe(1);
    expect(store.running("222222222222", "eu-west-1")).toBe(0);
  });

  it("shows a query only to its own account and Region, latest first", () => {
    const store = new LogQueryStore(1);
    const first = store.start(query, new Date(0));
    const second = store.start(query, new Date(0));
    expect(store.list("111111111111", "eu-west-1")).toEqual([second, first]);
    expect(store.find("111111111111", "eu-west-1", first.id)).toBe(first);
    expect(store.find("111111111111", "us-east-1", first.id)).toBeUndefined();
  });

  it("computes rows once while they are paged, and again when they were forgotten", () => {
    const store = new LogQueryStore(1);
    const first = store.start(query, new Date(0));
    let computed = 0;
    const compute = () => {
      computed += 1;
      return { results: [], statistics };
    };
    store.result(first, compute);
    store.result(first, compute);
    expect(computed).toBe(1);
    for (let other = 0; other < 20; other += 1) {
      store.result(store.start(query, new Date(0)), compute);
    }
    store.result(first, compute);
    expect(computed).toBe(22);
  });
});
