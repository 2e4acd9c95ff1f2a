/** A named range of sizes: from `from` (inclusive) to the next band's. Bands of one scale cover everything from 0. */
export interface Band {
  readonly name: string;
  readonly from: number;
}

/** Memory in MB. 1,769 MB is where a function has one whole vCPU (AWS Lambda developer guide), so a band begins there. */
export const memoryBands: readonly Band[] = [
  { name: "128 MB", from: 0 },
  { name: "129–256 MB", from: 129 },
  { name: "257–512 MB", from: 257 },
  { name: "513–1,024 MB", from: 513 },
  { name: "1,025–1,768 MB", from: 1025 },
  { name: "1,769–3,008 MB", from: 1769 },
  { name: "over 3,008 MB", from: 3009 },
];

const mb = 1_000_000;

/** Package size (`CodeSize`, compressed) in bytes, decimal MB. */
export const packageSizeBands: readonly Band[] = [
  { name: "under 1 MB", from: 0 },
  { name: "1–5 MB", from: mb },
  { name: "5–20 MB", from: 5 * mb },
  { name: "20–50 MB", from: 20 * mb },
  { name: "50–250 MB", from: 50 * mb },
  { name: "250 MB and more", from: 250 * mb },
];

/** The band that a size falls into; sizes below 0 count as the smallest. */
export function bandOf(size: number, bands: readonly Band[]): string {
  return (bands.findLast(({ from }) => size >= from) ?? bands[0])?.name ?? "";
}

export const lastUsedBands = [
  "last hour",
  "last day",
  "last 7 days",
  "last 30 days",
  "last 90 days",
  "over 90 days",
  "never seen",
] as const;
export type LastUsedBand = (typeof lastUsedBands)[number];

const hourMs = 3_600_000;

/**
 * How long ago a function was last invoked. Null means that no invocation was seen in all the time that metrics reach
 * back; where metrics were not read, the caller has an unknown fact and no band. What lies in the future (a clock that
 * is off) counts as now.
 */
export function lastUsedBand(lastUsedAt: Date | null, now: Date): LastUsedBand {
  if (lastUsedAt === null) return "never seen";
  const hours = (now.getTime() - lastUsedAt.getTime()) / hourMs;
  if (hours <= 1) return "last hour";
  if (hours <= 24) return "last day";
  if (hours <= 7 * 24) return "last 7 days";
  if (hours <= 30 * 24) return "last 30 days";
  return hours <= 90 * 24 ? "last 90 days" : "over 90 days";
}
