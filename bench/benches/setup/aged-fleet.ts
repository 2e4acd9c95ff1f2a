import type { BenchContext } from "./bench.ts";
import type { BenchFleet } from "./bench-fleet.ts";

/**
 * 10,000 functions in 50 accounts × 4 Regions, or fewer with as many an account, with all their history: 13 months of
 * days and 15 days of hours. Read at many times AWS's rates, since only what the pages make of it is measured.
 */
export async function agedFleet(context: BenchContext): Promise<BenchFleet> {
  const { functions, quick } = context.options;
  const count = functions ?? (quick ? 200 : 10_000);
  return await context.fleet({
    functions: count,
    accounts: Math.max(1, Math.round(count / 200)),
    regions: ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1"],
    latencyMs: 0,
    quotaScale: 100,
    hourDays: null,
    sources: null,
  });
}

/** An entry of the audit log: to the console, somebody has changed something. */
export async function changeStore({ store }: BenchFleet): Promise<void> {
  await store.database.pool.query(
    `INSERT INTO audit_events (id, at, actor_kind, actor_name, action, subject)
     VALUES (gen_random_uuid(), clock_timestamp(), 'system', 'bench', 'bench.change', 'store')`,
  );
}

const dayMs = 86_400_000;

/** Time ranges as they stand in the URL: the presets, and 13 months of one's own. */
export function rangesOf({ startedAt }: BenchFleet): readonly string[] {
  const day = (ago: number) => new Date(startedAt.getTime() - ago * dayMs).toISOString().slice(0, 10);
  return ["24h", "7d", "90d", `${day(395)}..${day(0)}`];
}
