import { describe, expect, it } from "vitest";
import { ListCache } from "./list-cache.ts";

const where = { accountId: "111111111111", region: "eu-west-1" };

function listOf(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

describe("ListCache", () => {
  it("makes a list once for each account, Region and name", () => {
    const cache = new ListCache(100);
    let made = 0;
    const make = () => {
      made += 1;
      return listOf(3);
    };
    expect(cache.get(where, "a", make)).toBe(cache.get(where, "a", make));
    cache.get({ ...where, region: "us-east-1" }, "a", make);
    cache.get(where, "b", make);
    expect(made).toBe(3);
  });

  it("drops the lists used longest ago when it holds too many items", () => {
    const cache = new ListCache(25);
    const first = cache.get(where, "first", () => listOf(10));
    const second = cache.get(where, "second", () => listOf(10));
    cache.get(where, "first", () => listOf(10));
    cache.get(where, "third", () => listOf(10));
    expect(cache.get(where, "first", () => listOf(10))).toBe(first);
    expect(cache.get(where, "second", () => listOf(10))).not.toBe(second);
  });

  it("serves a list that is larger than it may hold", () => {
    expect(new ListCache(5).get(where, "large", () => listOf(50))).toHaveLength(50);
  });
});
