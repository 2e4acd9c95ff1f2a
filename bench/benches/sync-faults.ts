import type { SyncProgress } from "#lib/db/sql/sync-progress.ts";
import { compareStores, describeDifferences } from "#lib/testing/compare-stores.ts";
import type { TestWorker } from "#lib/testing/test-worker.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import type { Bench, BenchContext } from "./setup/bench.ts";
import { calmMoment, duringOutages, openTwinStore, type TwinOptions, type TwinStore } from "./setup/twin-store.ts";

const accounts = 6;
const regions = ["eu-west-1", "us-east-1", "ap-southeast-2"];
/** The last: us-east-1 also serves IAM and Organizations. */
const downRegion = "ap-southeast-2";
const kills = 10;
const restarts = 2;
const passing = ["throttle=0.1", "reset=0.02", "slow=0.05:200"];

/** What passes by itself must leave no trace in the store; what lasts is denied or down, and listed. */
export const bench: Bench = {
  name: "sync-faults",
  title: `A sync with throttles, resets and slow answers, its worker killed ${kills} times and the database restarted ${restarts} times, against an undisturbed one`,
  async *run(context) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const now = calmMoment(new Date());
    const functions = context.options.functions ?? 1_200;
    const fleet = createFleet({ seed: 1, accounts, regions, functions, now });
    const lasting = [`deny=account:${fleet.accounts[1]?.id}`, `down=${downRegion}`];
    const size = { functions, accounts, regions, latencyMs: 0, quotaScale: 20, hourDays: 2, now };
    context.say("the undisturbed sync");
    const calm = await undisturbed(context, { ...size, faults: lasting.join(",") });
    context.say(`the disturbed sync, seed ${seed}`);
    const rough = await openTwinStore(context.undo, { ...size, faults: [...lasting, ...passing].join(",") });
    const disturbance = disturb(rough, { seed, tasks: calm.tasks });
    const { progress, wallSeconds, unlearned } = await rough.sync(disturbance.watch);
    await disturbance.end();
    const differences = await compareStores(calm.twin.store.database.pool, rough.store.database.pool);
    const note = `killed after ${disturbance.moments.join(", ")} of ${calm.tasks} tasks, seed ${seed}`;
    yield { name: "sync-faults.differences", value: differences.length, unit: "rows", bar: 0 };
    yield { name: "sync-faults.kills", value: disturbance.kills(), unit: "kills", bar: null, note };
    yield { name: "sync-faults.restarts", value: disturbance.restarts(), unit: "restarts", bar: null };
    yield {
      name: "sync-faults.complete",
      value: wallSeconds,
      unit: "s",
      bar: null,
      note: `ended as ${progress.sync.status}`,
    };
    yield {
      name: "sync-faults.calls",
      value: progress.calls,
      unit: "calls",
      bar: null,
      note: `${calm.calls} undisturbed`,
    };
    for (const line of describeDifferences(differences)) context.explain(line);
    for (const { source, places, reason } of unlearned) {
      context.explain(`not learned: ${source} in ${places} places: ${reason}`);
    }
  },
};

async function undisturbed({ undo }: BenchContext, options: TwinOptions) {
  const twin = await openTwinStore(undo, options);
  const worker = await twin.startWorker("undisturbed");
  const { progress } = await twin.sync();
  await worker.signal("SIGTERM");
  await twin.simulator.stop();
  return { twin, tasks: progress.tasks, calls: progress.calls };
}

interface Disturbance {
  readonly moments: readonly number[];
  watch(progress: SyncProgress): Promise<void>;
  kills(): number;
  restarts(): number;
  end(): Promise<void>;
}

/** Kills the worker, and crashes the database, whenever as many tasks have ended as a draw from the seed says. */
function disturb(twin: TwinStore, { seed, tasks }: { readonly seed: number; readonly tasks: number }): Disturbance {
  const draw = randomOf(seed);
  const drawn = (count: number) =>
    Array.from({ length: count }, () => Math.floor(draw() * tasks * 0.95)).sort((one, other) => one - other);
  const moments = drawn(kills);
  const crashes = drawn(restarts);
  let worker: TestWorker | null = null;
  let killed = 0;
  let crashed = 0;
  return {
    moments,
    async watch({ ended }) {
      if (worker !== null && ended >= (moments[killed] ?? Number.POSITIVE_INFINITY)) {
        await worker.signal("SIGKILL");
        worker = null;
        killed += 1;
      }
      worker ??= await twin.startWorker(`worker ${killed + 1}`);
      if (ended >= (crashes[crashed] ?? Number.POSITIVE_INFINITY)) {
        await crash(twin);
        crashed += 1;
      }
    },
    kills: () => killed,
    restarts: () => crashed,
    end: async () => await worker?.signal("SIGTERM"),
  };
}

/** When one of its processes dies of a signal, PostgreSQL ends all others and recovers as after a loss of power. */
async function crash({ store }: TwinStore): Promise<void> {
  const { rows } = await duringOutages(
    async () => await store.database.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid"),
  );
  process.kill(rows[0]?.pid ?? Number.NaN, "SIGKILL");
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let hash = Math.imul(state ^ (state >>> 15), state | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  };
}
