import { afterAll, expect, it } from "vitest";
import type { Bench, BenchContext, BenchOptions, Measurement } from "./benches/setup/bench.ts";
import { type BenchFleet, openBenchFleet } from "./benches/setup/bench-fleet.ts";
import { benches } from "./registry.ts";
import { createUndo } from "./undo.ts";

/** Large enough that every source has something to read, small enough that a sync takes a moment. */
const options: BenchOptions = { functions: 24, quick: true, quotaScale: 50, sizes: [24], file: null };

const undoing = createUndo();
const fleets = new Map<string, Promise<BenchFleet>>();

afterAll(() => undoing.run());

/** Runs a bench as `npm run bench` does, with fleets that those who ask for the same share. */
async function run(name: string): Promise<{ measured: ReadonlyMap<string, Measurement>; lines: readonly string[] }> {
  const bench: Bench | undefined = (await benches.find((entry) => entry.name === name)?.load())?.bench;
  if (bench === undefined) throw new Error(`There is no bench ${name}.`);
  const lines: string[] = [];
  const context: BenchContext = {
    options,
    say: () => undefined,
    explain: (line) => void lines.push(line),
    undo: undoing.add,
    fleet: async (size, profiles) => {
      const key = JSON.stringify([size, profiles ?? null]);
      const fleet = fleets.get(key) ?? openBenchFleet(size, undoing.add, profiles);
      fleets.set(key, fleet);
      return await fleet;
    },
  };
  const measured = new Map<string, Measurement>();
  for await (const measurement of bench.run(context)) measured.set(measurement.name, measurement);
  return { measured, lines };
}

/** A figure that was measured; null ones say so in their note. */
function figure(measured: ReadonlyMap<string, Measurement>, name: string): number {
  const value = measured.get(name)?.value;
  if (value === null || value === undefined) throw new Error(`${name} was not measured: ${measured.get(name)?.note}`);
  expect(value, name).toBeGreaterThanOrEqual(0);
  return value;
}

it("sync-10k replays the sync's own requests, and sync-10k-again reads the same fleet once more", async () => {
  const { measured, lines } = await run("sync-10k");
  const made = figure(measured, "sync-10k.calls") - figure(measured, "sync-10k.throttled");
  const replayed = Number(/^replay: (\d+) requests/m.exec(lines.join("\n"))?.[1]);
  // Whoever the caller is, is asked outside of any task: no meter knows of it.
  expect(replayed - made).toBeGreaterThanOrEqual(0);
  expect(replayed - made).toBeLessThanOrEqual(3);
  expect(figure(measured, "sync-10k.replay")).toBeGreaterThan(0);
  expect(figure(measured, "sync-10k.calls-over-bound")).toBeLessThan(2);
  const again = await run("sync-10k-again");
  expect(figure(again.measured, "sync-10k-again.snapshots")).toBe(0);
  expect(figure(again.measured, "sync-10k-again.calls")).toBeGreaterThan(0);
});

it("sync-profile tells packages and functions of worker and simulated AWS", async () => {
  const { measured, lines } = await run("sync-profile");
  expect(figure(measured, "sync-profile.worker")).toBeGreaterThan(0);
  expect(figure(measured, "sync-profile.simulator")).toBeGreaterThan(0);
  const text = lines.join("\n");
  expect(text).toMatch(/worker, by package and folder:[^:]*@smithy\/core/);
  expect(text).toMatch(/simulator, by package and folder:[^:]*simulator\/fleet/);
});

it("sync-pacing compares its time with the quota bound", async () => {
  const { measured } = await run("sync-pacing");
  const ratio = figure(measured, "sync-pacing.complete") / figure(measured, "sync-pacing.bound");
  expect(figure(measured, "sync-pacing.wall-over-bound")).toBeCloseTo(ratio, 6);
});

it("sync-backfill counts the same points on both sides", async () => {
  const { measured } = await run("sync-backfill");
  // 13 months of 24 functions, several metrics each: the answers hold far more values than functions.
  expect(figure(measured, "sync-backfill.points")).toBeGreaterThan(10_000);
  const ratio = figure(measured, "sync-backfill.stored") / figure(measured, "sync-backfill.bare-sdk");
  expect(figure(measured, "sync-backfill.over-bare-sdk")).toBeCloseTo(ratio, 6);
});

it("sync-scaling tells what a function costs, and no ratio of a single size", async () => {
  const { measured } = await run("sync-scaling");
  expect(figure(measured, "sync-scaling.24.calls")).toBeGreaterThan(1);
  expect(figure(measured, "sync-scaling.24.store")).toBeGreaterThan(1);
  expect(measured.get("sync-scaling.calls")?.value).toBeNull();
});

it("iam-5000 judges by the command itself, and iam-again finds nothing to judge the second time", async () => {
  const { measured, lines } = await run("iam-5000");
  expect(figure(measured, "iam-5000.wall")).toBeGreaterThan(0);
  expect(measured.get("iam-5000.wall")?.note).toMatch(/; 500 roles, 0 errors;/);
  expect(lines.join("\n")).toMatch(/admin [1-9]/);
  const again = await run("iam-again");
  expect(figure(again.measured, "iam-again.processor")).toBeGreaterThan(0);
  expect(again.measured.get("iam-again.processor")?.note).toContain("500 roles");
});
