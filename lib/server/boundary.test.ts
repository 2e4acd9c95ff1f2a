import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(path, "utf8");

/** What stands outside of the guards on purpose: signing in itself. */
const open = new Set(["app/api/auth/[...nextauth]/route.ts"]);

describe("every way in is guarded", () => {
  const handlers = globSync("app/api/**/route.ts").filter((path) => !open.has(path));
  const pages = globSync("app/(console)/**/page.tsx");
  const actions = globSync("lib/server/actions/*.ts").filter((path) => !path.endsWith("action-client.ts"));

  it("finds handlers, pages and actions at all", () => {
    expect(handlers.length).toBeGreaterThan(10);
    expect(pages.length).toBeGreaterThan(12);
    expect(actions.length).toBeGreaterThan(5);
  });

  it.each(handlers)("%s answers through getHandler, with a scope", (path) => {
    const exported = read(path).match(/export (?:const|async function|function) [A-Z]+/g);
    expect(exported).toEqual(["export const GET"]);
    expect(read(path)).toMatch(/export const GET = getHandler\(\{\s*scope: "/);
  });

  it.each(pages)("%s asks who looks before it reads", (path) => {
    expect(read(path)).toContain("await requirePageViewer(");
  });

  it.each(actions)("%s makes each action with a scope, or says that it is open", (path) => {
    const text = read(path);
    expect(text.startsWith('"use server";')).toBe(true);
    for (const [, name] of text.matchAll(/export (?:const|async function) (\w+)/g)) {
      expect(text, name).toMatch(
        new RegExp(`export const ${name} = (?:scopedAction|openAction)\\(|export async function ${name}\\(\\)`),
      );
    }
  });
});
