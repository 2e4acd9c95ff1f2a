import type { Bench } from "./setup/bench.ts";
import { defaultFleet } from "./setup/bench-fleet.ts";
import { boundFigures } from "./setup/bound-figures.ts";

/** What AWS's quotas allow at best for the same fleet, and how near the first sync came. */
export const bench: Bench = {
  name: "sync-bound",
  title: "That first sync against the lower bound that AWS's quotas set",
  async *run(context) {
    yield* boundFigures("sync-bound", context, await context.fleet(defaultFleet), {
      bareSeconds: null,
      timed: false,
    });
  },
};
