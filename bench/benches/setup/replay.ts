import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "#cli/root.ts";
import type { BenchContext } from "./bench.ts";
import type { BenchFleet, Recording } from "./bench-fleet.ts";
import { openSimulator } from "./bench-simulator.ts";
import { ownFolder } from "./own-store.ts";
import type { ReplayReport } from "./replay-report.ts";

export interface ReplayOptions {
  /** Only these requests, as `service Operation` with the signing name; null: all. */
  readonly only?: readonly string[] | null;
}

export interface Replay extends ReplayReport {
  /** Processor seconds of the simulated AWS meanwhile; null where the system does not tell. */
  readonly simulatorCpuSeconds: number | null;
}

/** Quotas are this much out of the way. The simulator divides its latency by it, which is undone. */
const freeQuotas = 1_000;

/** Enough for an answer of 100,800 datapoints on each socket: what the bare SDK holds is not measured. */
const heapMb = 4_096;

/**
 * Asks what a sync asked once more, with the plain AWS SDK in a process of its own: default middleware, one client per
 * service, account and Region, as many sockets as the product has, all busy, answers parsed and thrown away. The simulated
 * AWS is a fresh process with the same fleet at the same time and the same latency; quotas do not limit.
 */
export async function replay(
  { undo }: BenchContext,
  { size, startedAt }: BenchFleet,
  recording: Recording,
  { only = null }: ReplayOptions = {},
): Promise<Replay> {
  const logFolder = await ownFolder(undo);
  const { functions, accounts, regions, latencyMs, quotaScale } = size;
  const simulator = await openSimulator(undo, {
    ...{ functions, accounts, regions, logFolder, now: startedAt },
    quotaScale: freeQuotas,
    latencyMs: (latencyMs / quotaScale) * freeQuotas,
  });
  try {
    const before = simulator.cpuSeconds();
    const report = await replayProcess({ ...recording, only, environment: simulator.environment });
    const after = simulator.cpuSeconds();
    return { ...report, simulatorCpuSeconds: before === null || after === null ? null : after - before };
  } finally {
    await simulator.stop();
    await rm(logFolder, { recursive: true, force: true });
  }
}

async function replayProcess({
  environment,
  ...words
}: Recording & {
  only: readonly string[] | null;
  environment: Readonly<Record<string, string>>;
}): Promise<ReplayReport> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      `--max-old-space-size=${heapMb}`,
      join(root, "bench/replay-requests.ts"),
      JSON.stringify(words),
    ],
    {
      env: {
        ...Object.fromEntries(inherited),
        NODE_ENV: process.env.NODE_ENV,
        ...environment,
        AWS_EC2_METADATA_DISABLED: "true",
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The replay of the requests ended with exit code ${code}.`);
  return JSON.parse(said) as ReplayReport;
}
