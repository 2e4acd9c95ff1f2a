import { describe, expect, it } from "vitest";
import { pagesOf, tokenOf } from "./paging.ts";

const call = { service: "lambda", operation: "ListFunctions", region: "eu-west-1" } as const;

async function countPages(next: (page: number) => string | null): Promise<number> {
  let page = 0;
  for await (const { items } of pagesOf(call, null, async () => ({ items: page, nextToken: next(page) }))) {
    page = items + 1;
  }
  return page;
}

describe("pagesOf", () => {
  it("goes on to the last page", async () => {
    expect(await countPages((page) => (page < 7 ? `t${page}` : null))).toBe(8);
  });

  it.each([
    ["repeats at once", () => "again"],
    ["goes round in a circle", (page: number) => `t${page % 3}`],
    ["never ends", (page: number) => `t${page}`],
  ])("fails when the list %s", async (_name, next) => {
    await expect(countPages(next)).rejects.toMatchObject({
      failure: { kind: "malformed", operation: "ListFunctions" },
    });
  });
});

describe("tokenOf", () => {
  it("takes nothing and the empty text for the end, and refuses what is not text", () => {
    expect([undefined, null, "", "t"].map((value) => tokenOf(value, call))).toEqual([null, null, null, "t"]);
    expect(() => tokenOf(5, call)).toThrow("a page token is not text");
  });
});
