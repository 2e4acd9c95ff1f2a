import type { Bench } from "./benches/setup/bench.ts";

export interface BenchEntry {
  readonly name: string;
  /** Takes more than five minutes: only when named, or with --all. */
  readonly long?: true;
  readonly load: () => Promise<{ readonly bench: Bench }>;
}

/** In the order they run: short and quiet ones first, those that share a synced fleet together. */
export const benches: readonly BenchEntry[] = [
  { name: "iam-5000-roles", load: () => import("./benches/iam-5000-roles.ts") },
  { name: "histogram-merge", load: () => import("./benches/histogram-merge.ts") },
  { name: "upsert-hours-10k", load: () => import("./benches/upsert-hours-10k.ts") },
  { name: "sync-1200", load: () => import("./benches/sync-1200.ts") },
  { name: "sync-again", load: () => import("./benches/sync-again.ts") },
];
