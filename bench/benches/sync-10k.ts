import { sources } from "#lib/domain/collection/source.ts";
import { bareSdkRate } from "./setup/bare-sdk.ts";
import type { Bench } from "./setup/bench.ts";
import type { FleetSize } from "./setup/bench-fleet.ts";
import { boundFigures } from "./setup/bound-figures.ts";
import { explainUnlearned, syncFigures } from "./setup/sync-figures.ts";

/** Without 13 months of history; hours of metrics and starts of today and yesterday, the fewest days that are kept. */
const size: FleetSize = {
  functions: 10_000,
  accounts: 50,
  regions: ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1"],
  latencyMs: 40,
  quotaScale: 1,
  hourDays: 2,
  sources: sources.map(({ name }) => name).filter((name) => name !== "metric-history"),
};

/** The big fleet. Its bar is the larger of what quotas allow and what the bare SDK can do on this machine. */
export const bench: Bench = {
  name: "sync-10k",
  title: "First sync of 10,000 functions in 50 accounts × 4 Regions, 40 ms latency, full quota share, no back-fill",
  async *run(context) {
    const bare = await bareSdkRate(context.undo, size.latencyMs);
    const fleet = await context.fleet(size);
    const { first } = fleet;
    yield* syncFigures("sync-10k", first);
    const bareSeconds = first.progress.calls / bare;
    yield {
      name: "sync-10k.bare-sdk",
      value: bareSeconds,
      unit: "s",
      bar: null,
      note: `as many GetFunction calls by the bare SDK, at ${bare.toFixed(0)} a second`,
    };
    yield* boundFigures("sync-10k", context, fleet, bareSeconds);
    explainUnlearned(context, first);
  },
};
