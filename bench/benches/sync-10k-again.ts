import { againFigures } from "./setup/again-figures.ts";
import type { Bench } from "./setup/bench.ts";
import { bigFleet } from "./setup/big-fleet.ts";

/** The big fleet once more: shares it with sync-10k where that runs before it. */
export const bench: Bench = {
  name: "sync-10k-again",
  title: "Second sync of the big fleet within the hour, nothing changed",
  async *run(context) {
    yield* againFigures("sync-10k-again", context, await context.fleet(bigFleet(context.options)));
  },
};
