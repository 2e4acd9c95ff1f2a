import type { SourceName } from "#lib/domain/collection/source.ts";
import type { Bench } from "./setup/bench.ts";
import type { BenchFleet } from "./setup/bench-fleet.ts";
import { bigFleet } from "./setup/big-fleet.ts";
import { explainCost, explainReplay, explainSize } from "./setup/explain-cost.ts";
import { replay } from "./setup/replay.ts";
import { explainUnlearned } from "./setup/sync-figures.ts";

/** What a back-fill goes by: read before, so that only metrics are measured. */
const inventory: readonly SourceName[] = ["accounts", "regions", "limits", "functions"];
const metrics: readonly SourceName[] = ["metrics", "metric-history"];

/** How fast history gets into the store, against the bare SDK that only parses the same answers. */
export const bench: Bench = {
  name: "sync-backfill",
  title: "Back-fill of metrics: 13 months of days and 15 days of hours, against the bare SDK on the same answers",
  async *run(context) {
    const fleet = await context.fleet({ ...bigFleet(context.options), hourDays: null, sources: inventory });
    const sync = await fleet.sync(metrics);
    if (sync.recording === null) throw new Error("This fleet's requests were not recorded.");
    const bare = await replay(context, fleet, sync.recording, { only: ["monitoring GetMetricData"] });
    const stored = bare.metricPoints / sync.wallSeconds;
    const parsed = bare.metricPoints / bare.seconds;
    yield {
      name: "sync-backfill.points",
      value: bare.metricPoints,
      unit: "points",
      bar: null,
      note: `values of GetMetricData in ${bare.calls} answers; ${await rowsOf(fleet)}`,
    };
    yield { name: "sync-backfill.complete", value: sync.wallSeconds, unit: "s", bar: null };
    yield { name: "sync-backfill.stored", value: stored, unit: "points/s", bar: null };
    yield { name: "sync-backfill.bare-sdk", value: parsed, unit: "points/s", bar: null };
    yield { name: "sync-backfill.over-bare-sdk", value: stored / parsed, unit: "×", bar: 0.7, direction: "atLeast" };
    yield { name: "sync-backfill.worker-memory", value: sync.workerPeakMb, unit: "MB", bar: 500 };
    explainSize(context, fleet.size);
    context.explain("metrics alone: logs have no such history");
    explainCost(context, sync);
    explainReplay(context, bare);
    explainUnlearned(context, sync);
  },
};

async function rowsOf({ store }: BenchFleet): Promise<string> {
  const count = async (table: string) => {
    const { rows } = await store.database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return rows[0]?.count ?? 0;
  };
  return `${await count("function_hours")} rows of hours and ${await count("function_days")} of days stored`;
}
