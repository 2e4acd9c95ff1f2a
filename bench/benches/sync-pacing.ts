import type { Bench } from "./setup/bench.ts";
import { pace, withoutHistory } from "./setup/big-fleet.ts";
import { pacedSync } from "./setup/paced-sync.ts";

/** Few enough functions that the machine has nothing to do but wait for the quotas, which all work at once. */
const full = { functions: 1_000, accounts: 2 };
const quick = { functions: 100, accounts: 1 };
const regions = ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1", "us-west-2"];

/** Whether a sync uses what quotas allow when they alone decide. */
export const bench: Bench = {
  name: "sync-pacing",
  title: "First sync of few functions in many Regions, where AWS's quotas alone decide how long it takes",
  async *run(context) {
    const { functions, quick: small, quotaScale } = context.options;
    const { accounts, functions: usual } = small ? quick : full;
    yield* pacedSync("sync-pacing", context, {
      functions: functions ?? usual,
      accounts,
      regions,
      ...pace(quotaScale ?? 1),
      hourDays: 2,
      sources: withoutHistory,
    });
  },
};
