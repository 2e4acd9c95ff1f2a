import { type Bench, type BenchContext, type BenchOptions, holds, type Measurement } from "./benches/setup/bench.ts";
import { type BenchFleet, openBenchFleet, type ProfileFolders } from "./benches/setup/bench-fleet.ts";
import { machineLine } from "./machine.ts";
import { type BenchEntry, benches } from "./registry.ts";
import { tableRow } from "./table.ts";
import { createUndo, type Undo } from "./undo.ts";

export interface BenchRun {
  /** None: all but the long ones. */
  readonly names: readonly string[];
  readonly json: boolean;
  readonly all: boolean;
  readonly list: boolean;
  readonly options: BenchOptions;
}

/** Runs benches one after the other, prints their figures as they come, and leaves nothing behind. */
export async function runBenches(run: BenchRun): Promise<void> {
  const chosen = choose(run);
  if (run.list) {
    for (const { name, long } of benches)
      process.stdout.write(`${name}${long ? " (long: only by name or --all)" : ""}\n`);
    return;
  }
  const undoing = createUndo();
  const stopped = new AbortController();
  const interrupted = interruption(stopped);
  try {
    if (!run.json) process.stdout.write(`${machineLine()}\n`);
    for (const entry of chosen) {
      const { bench } = await entry.load();
      await Promise.race([interrupted, runOne(bench, run, contextOf(bench, run, undoing.add), stopped.signal)]);
    }
  } finally {
    await undoing.run();
  }
}

function choose({ names, all }: BenchRun): readonly BenchEntry[] {
  const unknown = names.find((name) => !benches.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    throw new Error(`there is no bench "${unknown}"; there are ${benches.map(({ name }) => name).join(", ")}.`);
  }
  return benches.filter(({ name, long }) => (names.length > 0 ? names.includes(name) : all || !long));
}

/** A bench that breaks off costs its own figures only; the run then fails as a whole. */
async function runOne(bench: Bench, run: BenchRun, { context, lines }: Explained, stopped: AbortSignal): Promise<void> {
  context.say(`${bench.name}…`);
  if (!run.json) process.stdout.write(`\n${bench.title}\n`);
  try {
    for await (const measurement of bench.run(context)) print(measurement, run.json);
  } catch (error) {
    // What it was using has been closed under it.
    if (stopped.aborted) return;
    process.stderr.write(`bench: ${bench.name} broke off: ${error instanceof Error ? error.message : "unknown"}\n`);
    process.exitCode = 1;
  }
  if (!run.json) for (const line of lines) process.stdout.write(`    ${line}\n`);
}

function print(measurement: Measurement, json: boolean): void {
  const { name, value, unit, bar } = measurement;
  const ok = holds(measurement);
  process.stdout.write(json ? `${JSON.stringify({ name, value, unit, bar, ok })}\n` : `${tableRow(measurement)}\n`);
}

interface Explained {
  readonly context: BenchContext;
  readonly lines: readonly string[];
}

const fleets = new Map<string, Promise<BenchFleet>>();

function contextOf(bench: Bench, run: BenchRun, undo: Undo["add"]): Explained {
  const lines: string[] = [];
  const say = (line: string) => {
    if (process.stderr.isTTY && !run.json) process.stderr.write(`${bench.name}: ${line}\n`);
  };
  const context: BenchContext = {
    options: run.options,
    say,
    explain: (line) => void lines.push(line),
    undo,
    fleet: async (size, profiles?: ProfileFolders) => {
      const key = JSON.stringify([size, profiles ?? null]);
      const fleet = fleets.get(key) ?? openBenchFleet(size, undo, profiles);
      fleets.set(key, fleet);
      return await fleet;
    },
  };
  return { context, lines };
}

/** Rejects when the run is told to stop, so that what was opened is closed in order. */
function interruption(stopped: AbortController): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopped.abort();
      reject(new Error(`stopped by ${signal}.`));
    });
  }
  // `npm run bench | head`: the reader has gone.
  process.stdout.on("error", (error) => {
    stopped.abort();
    reject(error);
  });
  // Nobody may be waiting at the moment it comes.
  promise.catch(() => undefined);
  return promise;
}
