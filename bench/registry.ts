import type { Bench } from "./benches/setup/bench.ts";

export interface BenchEntry {
  readonly name: string;
  /** Takes more than five minutes: only when named, or with --all. */
  readonly long?: true;
  readonly load: () => Promise<{ readonly bench: Bench }>;
}

/** In the order they run: short and quiet ones first, those that share a synced fleet together. */
export const benches: readonly BenchEntry[] = [
  { name: "iam-5000", load: () => import("./benches/iam-5000.ts") },
  { name: "iam-again", load: () => import("./benches/iam-again.ts") },
  { name: "histogram-merge", load: () => import("./benches/histogram-merge.ts") },
  { name: "chart-5000", load: () => import("./benches/chart-5000.ts") },
  { name: "penalty-coverage", load: () => import("./benches/penalty-coverage.ts") },
  { name: "upsert-hours-10k", load: () => import("./benches/upsert-hours-10k.ts") },
  { name: "sync-1200", load: () => import("./benches/sync-1200.ts") },
  { name: "sync-bound", load: () => import("./benches/sync-bound.ts") },
  { name: "sync-again", load: () => import("./benches/sync-again.ts") },
  { name: "store-size", load: () => import("./benches/store-size.ts") },
  { name: "pages", load: () => import("./benches/pages.ts") },
  { name: "web-memory", load: () => import("./benches/web-memory.ts") },
  { name: "route-scripts", load: () => import("./benches/route-scripts.ts") },
  { name: "start-again", load: () => import("./benches/start-again.ts") },
  { name: "sync-profile", load: () => import("./benches/sync-profile.ts") },
  { name: "sync-pacing", load: () => import("./benches/sync-pacing.ts") },
  { name: "two-workers", load: () => import("./benches/two-workers.ts") },
  { name: "sync-faults", long: true, load: () => import("./benches/sync-faults.ts") },
  { name: "sync-10k", long: true, load: () => import("./benches/sync-10k.ts") },
  { name: "sync-10k-again", long: true, load: () => import("./benches/sync-10k-again.ts") },
  { name: "sync-one-region-10k", long: true, load: () => import("./benches/sync-one-region-10k.ts") },
  { name: "sync-backfill", long: true, load: () => import("./benches/sync-backfill.ts") },
  { name: "page-cold-starts", long: true, load: () => import("./benches/page-cold-starts.ts") },
  { name: "page-concurrency", long: true, load: () => import("./benches/page-concurrency.ts") },
  { name: "page-function", long: true, load: () => import("./benches/page-function.ts") },
  { name: "sync-scaling", long: true, load: () => import("./benches/sync-scaling.ts") },
];
