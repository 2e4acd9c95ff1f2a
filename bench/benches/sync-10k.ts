import type { Bench } from "./setup/bench.ts";
import { bigFleet } from "./setup/big-fleet.ts";
import { boundFigures } from "./setup/bound-figures.ts";
import { explainCost, explainSize } from "./setup/explain-cost.ts";
import { replayFigures, replayOf } from "./setup/replay-figures.ts";
import { explainUnlearned, syncFigures } from "./setup/sync-figures.ts";

/** The big fleet. Its bar is the larger of what quotas allow and what the bare SDK needs for the same requests here. */
export const bench: Bench = {
  name: "sync-10k",
  title: "First sync of 10,000 functions in 50 accounts × 4 Regions, 40 ms latency, full quota share, no back-fill",
  async *run(context) {
    const fleet = await context.fleet(bigFleet(context.options));
    const { first, store } = fleet;
    explainSize(context, fleet.size);
    yield* syncFigures("sync-10k", first);
    explainCost(context, first);
    const report = await replayOf(context, fleet, first);
    yield* replayFigures("sync-10k", context, report);
    yield* boundFigures("sync-10k", context, fleet, { bareSeconds: report.seconds, timed: true });
    const { rows } = await store.database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM roles");
    context.explain(`${rows[0]?.count ?? 0} roles`);
    const simulatorMb = fleet.simulator.peakMb();
    if (simulatorMb !== null) context.explain(`the simulated AWS held ${simulatorMb.toFixed(0)} MB at most`);
    explainUnlearned(context, first);
  },
};
