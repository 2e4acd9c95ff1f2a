import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { SyncSettings } from "#lib/services/sync/sync-context.ts";

export interface TestWorkerOptions {
  /** Its connections' name in the database. */
  readonly name: string;
  readonly quotaScale: number;
  /** Added to this machine's clock: the simulated time and, in a test of clocks, whatever the worker's clock is wrong by. */
  readonly clockOffsetMs: number;
  readonly settings?: Partial<Omit<SyncSettings, "roleName" | "homeRegion">>;
  /** As the worker's own unless told: as long as a lease. */
  readonly idleTransactionMs?: number;
  readonly logLevel?: string;
}

/** A worker process, to be killed, stopped and continued. */
export interface TestWorker {
  readonly pid: number;
  /** Sends a signal. After SIGKILL and SIGTERM, resolves when the process has ended. */
  signal(name: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): Promise<void>;
  /** Seconds of processor time that it has used, where the system tells. */
  readonly process: ChildProcess;
}

const entry = fileURLToPath(new URL("worker-entry.ts", import.meta.url));

/** Starts a worker on a store; resolves when it works. The environment names the store, the AWS and the key. */
export async function startTestWorker(
  options: TestWorkerOptions,
  environment: Readonly<Record<string, string>>,
): Promise<TestWorker> {
  const { PATH, HOME, NODE_ENV, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry, JSON.stringify(options)], {
    env: { PATH, HOME, NODE_ENV, NODE_COMPILE_CACHE, ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const [message] = await Promise.race([once(child, "message"), ended]);
  const { pid } = child;
  if (pid === undefined || typeof message !== "object") throw new Error("A worker of the test did not start.");
  return {
    pid,
    process: child,
    async signal(name) {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, name);
      if (name === "SIGKILL" || name === "SIGTERM") await ended;
    },
  };
}
