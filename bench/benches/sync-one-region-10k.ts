import type { Bench } from "./setup/bench.ts";
import { pace, withoutHistory } from "./setup/big-fleet.ts";
import { pacedSync } from "./setup/paced-sync.ts";

/** All functions share one place's quotas: everything that can be asked at once must be. */
export const bench: Bench = {
  name: "sync-one-region-10k",
  title: "First sync of 10,000 functions in one account and Region, quotas ten times AWS's",
  async *run(context) {
    const { functions, quick, quotaScale } = context.options;
    yield* pacedSync("sync-one-region-10k", context, {
      functions: functions ?? (quick ? 1_000 : 10_000),
      accounts: 1,
      regions: ["eu-west-1"],
      ...pace(quotaScale ?? 10),
      hourDays: 2,
      sources: withoutHistory,
    });
  },
};
