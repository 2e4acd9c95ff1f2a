import { describe, expect, it } from "vitest";
import { isDeprecated, runtimeEntries, runtimeLifecycle } from "./runtime-lifecycle.ts";

const at = (day: string) => new Date(`${day}T12:00:00Z`);

describe("runtimeLifecycle", () => {
  it.each([
    ["nodejs24.x", "2026-11-21", "supported", false],
    ["nodejs22.x", "2026-11-21", "ending", false],
    ["dotnet8", "2026-11-09", "ending", false],
    ["dotnet8", "2026-11-10", "deprecated", true],
    ["nodejs18.x", "2027-01-31", "deprecated", true],
    ["nodejs18.x", "2027-02-01", "createBlocked", true],
    ["nodejs18.x", "2027-03-03", "updateBlocked", true],
    ["python2.7", "2026-11-21", "updateBlocked", true],
    ["java17.al2023", "2029-07-01", "deprecated", true],
    ["nodejs26.x", "2026-11-21", "preview", false],
    ["nodejs99.x", "2026-11-21", "unlisted", false],
    ["constructor", "2026-11-21", "unlisted", false],
  ])("%s on %s is %s", (runtime, day, phase, deprecated) => {
    const lifecycle = runtimeLifecycle(runtime, at(day));
    expect(lifecycle.phase).toBe(phase);
    expect(isDeprecated(lifecycle)).toBe(deprecated);
  });

  it("counts by UTC days", () => {
    expect(isDeprecated(runtimeLifecycle("dotnet8", new Date("2026-11-09T23:59:59.999Z")))).toBe(false);
    expect(isDeprecated(runtimeLifecycle("dotnet8", new Date("2026-11-10T00:00:00.000Z")))).toBe(true);
    expect(runtimeLifecycle("dotnet8", at("2026-11-21")).daysToDeprecation).toBe(-11);
  });
});

describe("the runtime table", () => {
  it("lists each runtime once, with real days and successors that are listed and live as long", () => {
    const names = new Set(runtimeEntries.map(({ runtime }) => runtime));
    expect(names.size).toBe(runtimeEntries.length);
    for (const { deprecated, blockUpdate, successor } of runtimeEntries) {
      for (const day of [deprecated, blockUpdate]) {
        if (day !== null) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      }
      if (successor === null) continue;
      expect(names).toContain(successor);
      const next = runtimeEntries.find(({ runtime }) => runtime === successor);
      expect((next?.deprecated ?? "") >= (deprecated ?? "9999")).toBe(true);
    }
  });
});
