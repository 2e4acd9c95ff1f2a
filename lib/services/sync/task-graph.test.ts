import { describe, expect, it } from "vitest";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import {
  completing,
  completingAccount,
  followersOf,
  isUsableOfRegion,
  phaseOf,
  scopeOf,
  usableOfRegion,
} from "./task-graph.ts";

describe("what follows a source", () => {
  it.each<[SourceName, SourceName[]]>([
    ["accounts", ["regions", "roles"]],
    ["regions", ["limits"]],
    ["limits", ["functions"]],
    ["functions", [...usableOfRegion]],
    ["tags", []],
    ["roles", []],
    ["log-groups", ["starts"]],
    ["detail", ["who-changed"]],
    ["starts", []],
  ])("%s begins %j", (source, begin) => {
    expect(followersOf(source)).toEqual(begin);
  });
});

it("every source is reached from the accounts, and what is usable comes before what completes", () => {
  const reached = new Set<SourceName>(["accounts", ...completingAccount]);
  const queue: SourceName[] = ["accounts"];
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    for (const next of [...followersOf(source), ...(isUsableOfRegion(source) ? completing : [])]) {
      if (!reached.has(next)) queue.push(next);
      reached.add(next);
    }
  }
  expect([...reached].sort()).toEqual(sources.map(({ name }) => name).sort());
  for (const source of usableOfRegion) expect([phaseOf(source), scopeOf(source)]).toEqual(["usable", "accountRegion"]);
  for (const source of completing) expect(phaseOf(source)).toBe("complete");
  for (const source of completingAccount) expect([phaseOf(source), scopeOf(source)]).toEqual(["complete", "account"]);
});
