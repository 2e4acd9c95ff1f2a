import { againFigures } from "./setup/again-figures.ts";
import type { Bench } from "./setup/bench.ts";
import { defaultFleet } from "./setup/bench-fleet.ts";

/** A second sync within the hour, nothing changed: it must ask little and keep nothing new. */
export const bench: Bench = {
  name: "sync-again",
  title: "Second sync of the same fleet within the hour, nothing changed",
  async *run(context) {
    yield* againFigures("sync-again", context, await context.fleet(defaultFleet));
  },
};
