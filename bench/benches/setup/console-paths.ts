import type { Visitor } from "./bench-web.ts";

/** Pages that the navigation leads to, as people open them without a filter. */
const pages = [
  "/overview",
  "/functions",
  "/changes",
  "/cold-starts",
  "/concurrency",
  "/network",
  "/cost",
  "/findings",
  "/roles",
  "/sync",
  "/settings/accounts",
  "/settings/people",
  "/settings/teams",
  "/settings/audit",
];

/** Reads that pages make while they are open. */
const reads = ["/api/frame", "/api/functions", "/api/cold-starts/offenders", "/api/search?q=orders"];

/** All of them, with a page of the first function and role that the lists show. */
export async function consolePaths(visitor: Visitor): Promise<string[]> {
  const things = [await firstLink(visitor, "/functions"), await firstLink(visitor, "/roles")];
  return [...pages, ...things.flatMap((path) => path ?? []), ...reads];
}

async function firstLink(visitor: Visitor, list: string): Promise<string | null> {
  const { text } = await visitor.open(list);
  return new RegExp(`href="(${list}/[^"?#]+)`).exec(text)?.[1]?.replaceAll("&amp;", "&") ?? null;
}
