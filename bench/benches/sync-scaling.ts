import type { Bench, BenchContext, BenchOptions, Measurement } from "./setup/bench.ts";
import { type BenchFleet, type FleetSize, openBenchFleet } from "./setup/bench-fleet.ts";
import { pace, withoutHistory } from "./setup/big-fleet.ts";
import { explainCost, explainSize } from "./setup/explain-cost.ts";
import { noMemoryNote } from "./setup/process-memory.ts";
import { explainUnlearned } from "./setup/sync-figures.ts";

const fullSizes = [1_000, 10_000, 50_000];
const quickSizes = [240, 960];
/** Functions of an account-Region: the same at each size, so that only the number of places grows. */
const placeFunctions = 250;
const regions = ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1"];
/** Quotas are not the question here. */
const freeQuotas = 20;
/**
 * What a function may cost more in the largest fleet than in the cheapest of the smaller ones. Calls are counted, they
 * differ by pages that are not full. Bytes, too. Processor time has indexes to walk that are a level deeper.
 */
const bars = { calls: 1.05, bytes: 1.1, cpu: 1.2, wall: 1.25 } as const;

/** Per function; null where the system does not tell. */
interface Cost {
  readonly functions: number;
  readonly calls: number;
  readonly bytes: number;
  readonly cpuMs: number | null;
  readonly wallMs: number;
}

/** Whether a function costs the same however many there are. */
export const bench: Bench = {
  name: "sync-scaling",
  title: "First sync at 1,000, 10,000 and 50,000 functions: what one function costs",
  async *run(context) {
    const costs: Cost[] = [];
    for (const size of sizesOf(context.options)) {
      const { cost, workerPeakMb } = await measure(context, size);
      costs.push(cost);
      const name = `sync-scaling.${size}`;
      yield { name: `${name}.cpu`, value: cost.cpuMs, unit: "ms/fn", bar: null, note: "worker and database" };
      yield { name: `${name}.calls`, value: cost.calls, unit: "calls/fn", bar: null };
      yield { name: `${name}.store`, value: cost.bytes, unit: "B/fn", bar: null };
      yield { name: `${name}.wall`, value: cost.wallMs, unit: "ms/fn", bar: null };
      yield { name: `${name}.worker-memory`, value: workerPeakMb, unit: "MB", bar: 500 };
    }
    yield* ratios(costs);
  },
};

function sizesOf({ functions, quick, sizes }: BenchOptions): readonly number[] {
  if (sizes !== null) return sizes;
  if (functions !== null) return [Math.max(60, Math.round(functions / 5)), functions];
  return quick ? quickSizes : fullSizes;
}

function fleetOf(functions: number, { quotaScale }: BenchOptions): FleetSize {
  const places = Math.max(1, Math.round(functions / placeFunctions));
  return {
    functions,
    accounts: Math.max(1, Math.round(places / regions.length)),
    regions: regions.slice(0, places),
    ...pace(quotaScale ?? freeQuotas),
    hourDays: 2,
    sources: withoutHistory,
  };
}

/** The fleet is closed before the next one opens: they are not to share the machine. */
async function measure(context: BenchContext, functions: number): Promise<{ cost: Cost; workerPeakMb: number | null }> {
  const steps: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
  };
  context.undo(close);
  try {
    const fleet = await openBenchFleet(fleetOf(functions, context.options), (step) => void steps.push(step));
    const { first } = fleet;
    explainSize(context, fleet.size);
    explainCost(context, first);
    explainUnlearned(context, first);
    const { workerSeconds, databaseSeconds } = first.cpu;
    const cpuSeconds = workerSeconds === null || databaseSeconds === null ? null : workerSeconds + databaseSeconds;
    const cost: Cost = {
      functions,
      calls: first.progress.calls / functions,
      bytes: (await storeBytes(fleet)) / functions,
      cpuMs: cpuSeconds === null ? null : (1_000 * cpuSeconds) / functions,
      wallMs: (1_000 * first.wallSeconds) / functions,
    };
    return { cost, workerPeakMb: first.workerPeakMb };
  } finally {
    await close();
  }
}

/** The largest size against the cheapest of the smaller ones: those pay for the start of a process, which says nothing. */
function* ratios(costs: readonly Cost[]): Generator<Measurement> {
  const bySize = costs.toSorted((one, other) => one.functions - other.functions);
  const largest = bySize.at(-1);
  const smaller = bySize.slice(0, -1);
  const ratio = (of: (cost: Cost) => number | null): number | null => {
    const most = largest === undefined ? null : of(largest);
    const least = Math.min(...smaller.map((cost) => of(cost) ?? Number.NaN));
    return most === null || !Number.isFinite(least) ? null : most / least;
  };
  const note = smaller.length === 0 ? "takes two sizes" : "the largest size against the cheapest of the others";
  const cpu = ratio(({ cpuMs }) => cpuMs);
  const cpuNote = cpu === null && smaller.length > 0 ? noMemoryNote : note;
  yield { name: "sync-scaling.cpu", value: cpu, unit: "×", bar: bars.cpu, note: cpuNote };
  yield { name: "sync-scaling.calls", value: ratio(({ calls }) => calls), unit: "×", bar: bars.calls, note };
  yield { name: "sync-scaling.store", value: ratio(({ bytes }) => bytes), unit: "×", bar: bars.bytes, note };
  yield { name: "sync-scaling.wall", value: ratio(({ wallMs }) => wallMs), unit: "×", bar: bars.wall, note };
}

async function storeBytes({ store }: BenchFleet): Promise<number> {
  const { rows } = await store.database.pool.query<{ bytes: number }>(
    `SELECT sum(pg_total_relation_size(c.oid))::float8 AS bytes FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return rows[0]?.bytes ?? Number.NaN;
}
