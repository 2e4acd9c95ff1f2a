import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, BenchContext, Measurement } from "./setup/bench.ts";
import { bigFleet } from "./setup/big-fleet.ts";
import { type ProfileSummary, summarizeProfiles } from "./setup/cpu-profile.ts";
import { explainCost, explainSize } from "./setup/explain-cost.ts";
import { ownFolder } from "./setup/own-store.ts";

const shownPlaces = 20;
const shownFunctions = 25;

/** Where the processor's time of a sync goes, by package, folder and function. Profiles slow a sync down: no bar here. */
export const bench: Bench = {
  name: "sync-profile",
  title: "Where the processor's time of a first sync goes: 1,000 functions in 5 accounts × 4 Regions",
  async *run(context) {
    const folder = await ownFolder(context.undo);
    const profiles = { worker: join(folder, "worker"), simulator: join(folder, "simulator") };
    await Promise.all(Object.values(profiles).map((path) => mkdir(path)));
    const functions = context.options.functions ?? (context.options.quick ? 200 : 1_000);
    const size = { ...bigFleet({ ...context.options, functions }), recorded: false };
    const fleet = await context.fleet(size, profiles);
    explainSize(context, fleet.size);
    explainCost(context, fleet.first);
    // Its profile is written when it ends.
    await fleet.simulator.stop();
    yield* figures(context, "worker", await summarizeProfiles(profiles.worker));
    yield* figures(context, "simulator", await summarizeProfiles(profiles.simulator));
  },
};

function* figures(context: BenchContext, name: string, summary: ProfileSummary | null): Generator<Measurement> {
  const measurement = { name: `sync-profile.${name}`, unit: "s", bar: null };
  if (summary === null) {
    yield { ...measurement, value: null, note: "it wrote no profile" };
    return;
  }
  const { busySeconds, functions, places } = summary;
  yield {
    ...measurement,
    value: busySeconds,
    note: "of its life in which it was not idle; more than the processor gave it on a busy machine",
  };
  const share = (seconds: number) => `${((100 * seconds) / busySeconds).toFixed(1).padStart(5)} %`;
  context.explain(`${name}, by package and folder:`);
  for (const place of places.slice(0, shownPlaces)) context.explain(`  ${share(place.seconds)}  ${place.name}`);
  context.explain(`${name}, by function (its own time):`);
  for (const one of functions.slice(0, shownFunctions)) context.explain(`  ${share(one.seconds)}  ${one.name}`);
}
