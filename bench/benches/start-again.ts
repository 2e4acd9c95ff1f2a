import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "#cli/root.ts";
import type { Bench } from "./setup/bench.ts";
import { ensureBuilt } from "./setup/bench-web.ts";
import { medianOf } from "./setup/order.ts";
import { ownFolder } from "./setup/own-store.ts";

const laterStarts = 3;
const longestStartMs = 120_000;

/** `lamplight start` on a data folder that has been used before, to the moment the sign-in page answers. */
export const bench: Bench = {
  name: "start-again",
  title: "Later start of `lamplight start`, until the sign-in page answers",
  async *run({ say, undo }) {
    await ensureBuilt(say);
    const dataDir = await ownFolder(undo);
    const first = await startOnce(dataDir, undo);
    const later: number[] = [];
    for (let start = 0; start < laterStarts; start += 1) later.push(await startOnce(dataDir, undo));
    yield {
      name: "start-again.wall",
      value: medianOf(later),
      unit: "s",
      bar: 6,
      note: `median of ${laterStarts}; the first start on an empty folder took ${first.toFixed(1)} s, build not counted`,
    };
  },
};

/** Seconds from the command to the page; stops it again as Ctrl-C does. */
async function startOnce(dataDir: string, undo: (step: () => Promise<void>) => void): Promise<number> {
  const started = performance.now();
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|LAMPLIGHT|NEXTAUTH|DATABASE)_/.test(name));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "cli/main.ts"), "start"], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), NODE_ENV: process.env.NODE_ENV, LAMPLIGHT_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  undo(async () => await stop(child));
  const url = await announced(child);
  const answer = await fetch(`${url}/sign-in`);
  await answer.arrayBuffer();
  const seconds = (performance.now() - started) / 1_000;
  if (!answer.ok) throw new Error(`The sign-in page answered ${answer.status}.`);
  await stop(child);
  return seconds;
}

/** The address that the command prints once everything runs. */
async function announced(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = "";
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    const url = /runs at (http:\S+)/.exec(said)?.[1];
    if (url !== undefined) resolve(url);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  child.once("error", reject);
  child.once("close", (code) => reject(new Error(`lamplight start ended with exit code ${code}.\n${said.trim()}`)));
  const late = setTimeout(() => reject(new Error("lamplight start did not get ready in time.")), longestStartMs);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once("close", () => resolve());
  child.kill("SIGTERM");
  await promise;
}
