import type { Bench, Measurement } from "./setup/bench.ts";
import { defaultFleet } from "./setup/bench-fleet.ts";
import { explainUnlearned, syncFigures } from "./setup/sync-figures.ts";

/** The first sync of the fleet that the simulated AWS has by default, back-fill of 15 days and 13 months included. */
export const bench: Bench = {
  name: "sync-1200",
  title: "First sync of 1,200 functions in 6 accounts × 3 Regions, full quota share, with all of its back-fill",
  async *run(context): AsyncIterable<Measurement> {
    const { first } = await context.fleet(defaultFleet);
    yield* syncFigures("sync-1200", first);
    explainUnlearned(context, first);
  },
};
