import { describe, expect, it } from "vitest";
import { fleetEvidence } from "./fleet-evidence.ts";
import { fleetRows } from "./start-subject.fixture.ts";

const python = (rows: Parameters<typeof fleetEvidence>[0]) => fleetEvidence(rows)("python3.12");

describe("fleetEvidence", () => {
  it("says how much is missing where the fleet is too small", () => {
    const evidence = python(fleetRows(3, () => ({ restores: 6, restoreP50Ms: 200, restoreP95Ms: 300 })));
    expect(evidence.restored).toEqual({
      state: "unknown",
      reason: "18 restores of this runtime were seen in the fleet in 30 days; 20 are needed",
    });
    for (const part of [evidence.arm64, evidence.size, evidence.quartile]) expect(part.state).toBe("unknown");
    expect(fleetEvidence([])("java21").restored.state).toBe("unknown");
  });

  it("takes the median over functions, whatever the traffic of each", () => {
    const rows = fleetRows(7, (k) => ({
      restores: k === 0 ? 100_000 : 20,
      restoreP50Ms: 100 + 10 * k,
      restoreP95Ms: 400,
    }));
    const { restored } = python(rows);
    expect(restored).toMatchObject({ state: "known", functions: 7, starts: 100_120, p95Ms: 400 });
    if (restored.state === "known") expect(restored.medianMs.value).toBe(130);
  });

  it("goes from the least to the largest where functions are too few for an interval", () => {
    const { restored } = python(
      fleetRows(2, (k) => ({ restores: 20, restoreP50Ms: 100 + 200 * k, restoreP95Ms: null })),
    );
    expect(restored).toMatchObject({ medianMs: { value: 200, low: 100, high: 300 }, p95Ms: null });
  });

  it("finds a planted difference between architectures, and how surely", () => {
    const rows = fleetRows(40, (k) => ({
      architecture: k % 2 === 0 ? "arm64" : "x86_64",
      initP50Ms: (k % 2 === 0 ? 400 : 500) + (k % 5),
    }));
    const { arm64 } = python(rows);
    expect(arm64).toMatchObject({ state: "known", armFunctions: 20, functions: 40 });
    if (arm64.state !== "known") return;
    expect(arm64.ratio.value).toBeCloseTo(0.8, 2);
    expect(arm64.ratio.high).toBeLessThan(1);
  });

  it("finds how init goes with size", () => {
    const { size } = python(
      fleetRows(40, (k) => ({ codeBytes: 2 ** k, initP50Ms: 100 * 2 ** (0.3 * k) * (1 + (k % 3) / 50) })),
    );
    expect(size.state).toBe("known");
    if (size.state !== "known") return;
    expect(size.exponent.value).toBeCloseTo(0.3, 1);
    expect(size.exponent.low).toBeGreaterThan(0);
  });

  it("does not find it where there is none", () => {
    const { size } = python(
      fleetRows(60, (k) => ({ codeBytes: 1_000_000 * (1 + k), initP50Ms: 300 + ((k * 37) % 61) })),
    );
    expect(size.state).toBe("known");
    if (size.state === "known") expect(size.exponent.low).toBeLessThan(0);
  });

  it("leaves functions with a handful of inits out", () => {
    expect(python(fleetRows(40, () => ({ inits: 4 }))).quartile).toMatchObject({ state: "unknown" });
    const { quartile } = python(fleetRows(40, (k) => ({ initP50Ms: 100 + k })));
    expect(quartile).toMatchObject({ state: "known", initMs: { value: 109 } });
  });
});
