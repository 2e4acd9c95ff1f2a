import type { Bench } from "./setup/bench.ts";
import { type BenchFleet, defaultFleet } from "./setup/bench-fleet.ts";
import { explainUnlearned } from "./setup/sync-figures.ts";

/** A second sync within the hour, nothing changed: it must ask little and keep nothing new. */
export const bench: Bench = {
  name: "sync-again",
  title: "Second sync of the same fleet within the hour, nothing changed",
  async *run(context) {
    const fleet = await context.fleet(defaultFleet);
    const before = await snapshotRows(fleet);
    const second = await fleet.sync();
    const asked = second.progress.calls;
    const first = fleet.first.progress.calls;
    yield {
      name: "sync-again.calls",
      value: (100 * asked) / first,
      unit: "%",
      bar: 20,
      note: `${asked} of ${first} calls`,
    };
    yield { name: "sync-again.snapshots", value: (await snapshotRows(fleet)) - before, unit: "rows", bar: 0 };
    yield { name: "sync-again.complete", value: second.wallSeconds, unit: "s", bar: null };
    explainUnlearned(context, second);
  },
};

async function snapshotRows({ store }: BenchFleet): Promise<number> {
  const { rows } = await store.database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM snapshots");
  return rows[0]?.count ?? 0;
}
