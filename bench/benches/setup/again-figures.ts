import type { BenchContext, Measurement } from "./bench.ts";
import type { BenchFleet } from "./bench-fleet.ts";
import { explainCost } from "./explain-cost.ts";
import { explainUnlearned } from "./sync-figures.ts";

const hourMs = 3_600_000;

/** A second sync of a fleet in which nothing has changed: what it asked against the first, and what it kept. */
export async function* againFigures(
  name: string,
  context: BenchContext,
  fleet: BenchFleet,
): AsyncGenerator<Measurement> {
  const before = await snapshotRows(fleet);
  const second = await fleet.sync();
  const asked = second.progress.calls;
  const first = fleet.first.progress.calls;
  yield {
    name: `${name}.calls`,
    value: (100 * asked) / first,
    unit: "%",
    bar: 20,
    note: `${asked} of ${first} calls`,
  };
  yield { name: `${name}.snapshots`, value: (await snapshotRows(fleet)) - before, unit: "rows", bar: 0 };
  yield { name: `${name}.complete`, value: second.wallSeconds, unit: "s", bar: null };
  explainCost(context, second);
  const hourOf = ({ startedAt }: { readonly startedAt: Date }) => Math.floor(startedAt.getTime() / hourMs);
  if (hourOf(second.progress.sync) !== hourOf(fleet.first.progress.sync))
    context.explain("a full hour struck between the two: metrics and starts of the new hour are in it");
  explainUnlearned(context, second);
}

async function snapshotRows({ store }: BenchFleet): Promise<number> {
  const { rows } = await store.database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM snapshots");
  return rows[0]?.count ?? 0;
}
