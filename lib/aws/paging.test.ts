import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pagesOf, type TokenPage, tokenOf } from "./paging.ts";

const call = { service: "lambda", operation: "ListFunctions", region: "eu-west-1" } as const;

type Listing = (page: number) => TokenPage<unknown>;

/** Reads a list to its end; tells the items of each page. */
async function readAll(listing: Listing, mostPages?: number): Promise<unknown[]> {
  let page = 0;
  const found: unknown[] = [];
  const bounds = mostPages === undefined ? {} : { mostPages };
  for await (const { items } of pagesOf(call, null, async () => listing(page++), bounds)) found.push(items);
  return found;
}

const malformed = { failure: { kind: "malformed", operation: "ListFunctions" } };

describe("pagesOf", () => {
  it("gives every page of any list that ends, empty ones included, and asks with the token of the one before", async () => {
    const anyList = fc.array(fc.array(fc.string(), { maxLength: 4 }), { minLength: 1, maxLength: 45 });
    await fc.assert(
      fc.asyncProperty(anyList, async (pages) => {
        const asked: (string | undefined)[] = [];
        const found: unknown[] = [];
        const fetch = async (token: string | undefined) => {
          const page = asked.push(token) - 1;
          return { items: pages[page] ?? [], nextToken: page < pages.length - 1 ? `t${page}` : null };
        };
        for await (const { items } of pagesOf(call, null, fetch)) found.push(items);
        expect(found).toEqual(pages);
        expect(asked).toEqual([undefined, ...pages.slice(1).map((_, page) => `t${page}`)]);
      }),
    );
  });

  it.each<[string, Listing]>([
    ["repeats its token at once", (page) => ({ items: [page], nextToken: "again" })],
    ["goes round in a circle of tokens", (page) => ({ items: [page], nextToken: `t${page % 3}` })],
    ["gives empty pages without end", (page) => ({ items: [], nextToken: `t${page}` })],
    ["gives the same page without end", (page) => ({ items: [{ name: "a" }, { name: "b" }], nextToken: `t${page}` })],
    ["goes round in a circle of pages", (page) => ({ items: [page % 7], nextToken: `t${page}` })],
    ["gives empty lists without end", (page) => ({ items: { roles: [], policies: [] }, nextToken: `t${page}` })],
  ])("fails soon when the list %s", async (_name, listing) => {
    let asked = 0;
    const counted: Listing = (page) => {
      asked += 1;
      return listing(page);
    };
    await expect(readAll(counted)).rejects.toMatchObject(malformed);
    expect(asked).toBeLessThan(70);
  });

  it("fails at its bound when the list brings something new without end", async () => {
    const endless: Listing = (page) => ({ items: [page], nextToken: `t${page}` });
    await expect(readAll(endless, 120)).rejects.toThrow("the list did not end after 120 pages");
    expect(await readAll((page) => ({ items: [page], nextToken: page < 119 ? `t${page}` : null }), 120)).toHaveLength(
      120,
    );
  });
});

describe("tokenOf", () => {
  it("takes nothing and the empty text for the end, and refuses what is no text that a cursor can keep", () => {
    expect([undefined, null, "", "t"].map((value) => tokenOf(value, call))).toEqual([null, null, null, "t"]);
    expect(() => tokenOf(5, call)).toThrow("a page token is not text");
    for (const token of ["a\0b", "\ud800", "x".repeat(70_000)]) {
      expect(() => tokenOf(token, call)).toThrow("a page token is no text that can be kept");
    }
  });
});
