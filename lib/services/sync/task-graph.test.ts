import { describe, expect, it } from "vitest";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import { completersOf, followersOf, phaseOf, scopeOf, usableOfRegion } from "./task-graph.ts";

const all = () => true;
const only =
  (...names: readonly SourceName[]) =>
  (source: SourceName) =>
    names.includes(source);

describe("what follows a source", () => {
  it.each<[SourceName, SourceName[], boolean]>([
    ["accounts", ["regions", "roles"], false],
    ["regions", ["limits"], false],
    ["limits", ["functions"], false],
    ["functions", ["tags", "triggers", "metrics"], false],
    ["tags", [], true],
    ["triggers", [], true],
    ["metrics", [], true],
    ["roles", [], false],
    ["log-groups", ["starts"], false],
    ["detail", ["who-changed"], false],
    ["starts", [], false],
    ["who-changed", [], false],
  ])("%s begins %j", (source, begin, completes) => {
    expect(followersOf(source, all)).toEqual({ begin, completes });
  });

  it.each<[string, SourceName, SourceName[], SourceName[], boolean]>([
    ["a source that is not asked for counts as ended", "accounts", ["limits"], ["limits"], false],
    ["over several steps", "accounts", ["functions"], ["functions"], false],
    ["down to what completes a Region", "functions", ["detail"], [], true],
    ["some of the usable ones are still waited for", "functions", ["tags", "detail"], ["tags"], true],
    ["nothing is left", "functions", ["roles"], [], true],
  ])("%s", (_title, ended, wanted, begin, completes) => {
    expect(followersOf(ended, only(...wanted))).toEqual({ begin, completes });
  });
});

describe("what completes a Region", () => {
  it.each<[SourceName[] | null, SourceName[]]>([
    [null, ["network", "detail", "log-groups", "metric-history"]],
    [["detail"], ["detail"]],
    [["starts"], ["starts"]],
    [
      ["who-changed", "starts"],
      ["who-changed", "starts"],
    ],
    [["tags"], []],
  ])("of %j: %j", (wanted, expected) => {
    expect(completersOf(wanted === null ? all : only(...wanted))).toEqual(expected);
  });
});

it("every source is reached from the accounts, and what is usable comes before what completes", () => {
  const reached = new Set<SourceName>(["accounts"]);
  const queue: SourceName[] = ["accounts"];
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    const { begin, completes } = followersOf(source, all);
    for (const next of [...begin, ...(completes ? completersOf(all) : [])]) {
      if (!reached.has(next)) queue.push(next);
      reached.add(next);
    }
  }
  expect([...reached].sort()).toEqual(sources.map(({ name }) => name).sort());
  for (const source of usableOfRegion) expect([phaseOf(source), scopeOf(source)]).toEqual(["usable", "accountRegion"]);
  for (const source of completersOf(all)) expect(phaseOf(source)).toBe("complete");
});
