import { availableParallelism } from "node:os";
import { compareStores, describeDifferences } from "#lib/testing/compare-stores.ts";
import type { Bench, BenchContext } from "./setup/bench.ts";
import { pollOperations } from "./setup/bound-figures.ts";
import { cpuSeconds } from "./setup/process-cpu.ts";
import {
  calmMoment,
  coresNote,
  openTwinStore,
  type TwinOptions,
  type TwinStore,
  type TwinSync,
} from "./setup/twin-store.ts";

/** Two workers, a simulated AWS of two processes and a database want as many cores as this to show what sharing saves. */
const coresToShow = 6;

/** Two worker processes on one sync: nothing done twice, the same store, and the time that they save. */
export const bench: Bench = {
  name: "two-workers",
  title: "One sync by two worker processes against one by a single worker, quotas out of the way",
  async *run(context) {
    const now = calmMoment(new Date());
    const size: TwinOptions = {
      functions: context.options.functions ?? 1_200,
      accounts: 6,
      regions: ["eu-west-1", "us-east-1", "ap-southeast-2"],
      latencyMs: 0,
      // Far beyond what the processors can do.
      quotaScale: 1_000,
      hourDays: 2,
      processes: 2,
      now,
    };
    const one = await readBy(context, size, 1);
    const two = await readBy(context, size, 2);
    const cores = availableParallelism();
    yield {
      name: "two-workers.wall",
      value: two.sync.wallSeconds / one.sync.wallSeconds,
      unit: "×",
      bar: cores >= coresToShow ? 0.6 : null,
      note: `${two.sync.wallSeconds.toFixed(1)} s by two, ${one.sync.wallSeconds.toFixed(1)} s by one; ${coresNote()}`,
    };
    yield {
      name: "two-workers.cpu-one",
      value: one.cpu,
      unit: "s",
      bar: null,
      note: "processor time of the one worker",
    };
    yield { name: "two-workers.cpu-two", value: two.cpu, unit: "s", bar: null, note: "of the two together" };
    yield {
      name: "two-workers.twice",
      value: await begunTwice(two.twin),
      unit: "tasks",
      bar: 0,
      note: "begun by both",
    };
    const more = (await answeredCalls(two.twin)) - (await answeredCalls(one.twin));
    yield {
      name: "two-workers.more-calls",
      value: Math.abs(more),
      unit: "calls",
      bar: 0,
      note: "answered for two and not for one",
    };
    const differences = await compareStores(one.twin.store.database.pool, two.twin.store.database.pool);
    yield { name: "two-workers.differences", value: differences.length, unit: "rows", bar: 0 };
    for (const line of describeDifferences(differences)) context.explain(line);
  },
};

interface Reading {
  readonly twin: TwinStore;
  readonly sync: TwinSync;
  /** Processor seconds of all workers; null where the system does not tell. */
  readonly cpu: number | null;
}

async function readBy({ undo, say }: BenchContext, size: TwinOptions, workers: number): Promise<Reading> {
  say(`the sync by ${workers}`);
  const twin = await openTwinStore(undo, size);
  const started = await Promise.all(
    Array.from({ length: workers }, async (_, index) => await twin.startWorker(`worker ${index + 1}`)),
  );
  const before = started.map(({ pid }) => cpuSeconds(pid));
  const sync = await twin.sync();
  const used = started.map(({ pid }, index) => difference(cpuSeconds(pid), before[index] ?? null));
  for (const worker of started) await worker.signal("SIGTERM");
  await twin.simulator.stop();
  const cpu = used.reduce((sum, seconds) => (sum === null || seconds === null ? null : sum + seconds), 0);
  return { twin, sync, cpu };
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

async function begunTwice({ store }: TwinStore): Promise<number> {
  const { rows } = await store.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM sync_tasks WHERE attempts > 1",
  );
  return rows[0]?.count ?? 0;
}

/** Calls without retries, polls, whose number is a matter of time, and sessions, of which each process opens its own. */
async function answeredCalls({ store }: TwinStore): Promise<number> {
  const { rows } = await store.database.pool.query<{ calls: number }>(
    "SELECT coalesce(sum(calls - retries), 0)::int AS calls FROM sync_meters WHERE operation <> ALL ($1) AND service <> 'sts'",
    [[...pollOperations]],
  );
  return rows[0]?.calls ?? 0;
}
