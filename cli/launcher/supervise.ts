import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { root } from "#cli/root.ts";
import { UnavailableError } from "#lib/errors.ts";

const readySchema = z.object({ type: z.literal("ready"), details: z.record(z.string(), z.string()) });
const startLimitMs = 60_000;
const stopLimitMs = 8_000;
const longestPauseMs = 30_000;
/** A service that ran this long is well again: the next pause is short. */
const healthyAfterMs = 60_000;
const largestLogBytes = 20 * 1024 * 1024;

export interface ServiceOptions {
  /** As people know it: "the worker". */
  readonly name: string;
  /** TypeScript file under the checkout that runs it, and its arguments. */
  readonly entry: string;
  readonly words?: readonly string[];
  /** Largest heap, in MB. Node would let garbage pile up to a share of the machine's memory before it collects. */
  readonly heapMb?: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFolder: string;
  /** Told when the service ended by itself and is started again. */
  readonly onRestart: (message: string) => void;
}

export interface SupervisedService {
  readonly details: Readonly<Record<string, string>>;
  readonly logFile: string;
  pid(): number | undefined;
  /** Ends and starts it again, as if it had died: for one that runs and does not answer. */
  restart(): void;
  stop(): Promise<void>;
}

/** Starts a service as a child process, waits until it is ready, and starts it again with growing pauses when it ends by itself. */
export async function supervise(options: ServiceOptions): Promise<SupervisedService> {
  const logFile = prepareLog(options);
  let child = launch(options, logFile);
  let stopping = false;
  const halt = new AbortController();
  const details = await ready(child, options, logFile);
  const watch = async () => {
    for (let pauseMs = 500; !stopping; ) {
      const startedAt = Date.now();
      const how = await ended(child);
      if (stopping) return;
      if (Date.now() - startedAt > healthyAfterMs) pauseMs = 500;
      options.onRestart(`${capitalised(options.name)} ended unexpectedly (${how}); starting it again. See ${logFile}.`);
      await sleep(pauseMs, undefined, { signal: halt.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      if (!stopping) child = launch(options, logFile);
    }
  };
  const watching = watch();
  return {
    details,
    logFile,
    pid: () => child.pid,
    restart: () => child.kill("SIGKILL"),
    stop: async () => {
      stopping = true;
      halt.abort();
      await end(child);
      await watching;
    },
  };
}

function nodeFlags(heapMb: number | undefined): string[] {
  const heap = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`, "--max-semi-space-size=16"];
  return ["--disable-warning=ExperimentalWarning", ...heap];
}

function launch({ entry, words = [], heapMb, environment }: ServiceOptions, logFile: string): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  try {
    const child = spawn(process.execPath, [...nodeFlags(heapMb), join(root, entry), ...words], {
      cwd: root,
      env: environment,
      // The channel closes when this launcher is gone, however it went: the service then stops by itself.
      stdio: ["ignore", log, log, "ipc"],
      // Ctrl-C in a terminal reaches the launcher only, which stops its services in order.
      detached: true,
    });
    child.once("error", () => undefined);
    return child;
  } finally {
    closeSync(log);
  }
}

async function ready(child: ChildProcess, options: ServiceOptions, logFile: string): Promise<Record<string, string>> {
  const from = statSync(logFile).size;
  const message = new Promise<Record<string, string>>((resolve) => {
    child.on("message", (raw) => {
      const parsed = readySchema.safeParse(raw);
      if (parsed.success) resolve(parsed.data.details);
    });
  });
  const over = new AbortController();
  const late = sleep(startLimitMs, "it did not get ready in time", { signal: over.signal }).catch(() => "");
  const outcome = await Promise.race([message, ended(child), late]);
  over.abort();
  if (typeof outcome !== "string") return outcome;
  await end(child);
  const said = readFileSync(logFile).subarray(from).toString().trim().split("\n").slice(-15).join("\n");
  throw new UnavailableError(`${capitalised(options.name)} did not start: ${outcome}.${said ? `\n${said}\n` : ""}`, {
    remedy: `Its log is ${logFile}.`,
  });
}

function ended(child: ChildProcess): Promise<string> {
  const describe = (code: number | null, signal: string | null) => (signal === null ? `exit code ${code}` : signal);
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve(describe(child.exitCode, child.signalCode));
  }
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(describe(code, signal)));
    child.once("error", (error) => resolve(error.message));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = ended(child);
  child.kill("SIGTERM");
  const over = new AbortController();
  const late = sleep(stopLimitMs, null, { signal: over.signal }).catch(() => null);
  if ((await Promise.race([gone, late])) === null) {
    child.kill("SIGKILL");
    await gone;
  }
  over.abort();
}

function prepareLog({ logFolder, name }: ServiceOptions): string {
  mkdirSync(logFolder, { recursive: true });
  const path = join(logFolder, `${name.replace(/^the /, "").replaceAll(" ", "-").toLowerCase()}.log`);
  if (existsSync(path) && statSync(path).size > largestLogBytes) renameSync(path, `${path}.1`);
  closeSync(openSync(path, "a", 0o600));
  return path;
}

const capitalised = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;
