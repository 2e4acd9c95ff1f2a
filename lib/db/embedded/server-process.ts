import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { programPath } from "#lib/db/embedded/binaries.ts";
import { clearStalePostmaster, findPostmaster, isAlive, type Postmaster } from "#lib/db/embedded/postmaster.ts";
import { serverFailure } from "#lib/db/embedded/server-failure.ts";
import type { ServerHome } from "#lib/db/embedded/server-home.ts";
import { serverArguments } from "#lib/db/embedded/server-settings.ts";
import { UnavailableError } from "#lib/errors.ts";

const startLimitMs = 120_000;
const stopLimitMs = 20_000;
const pollMs = 20;
const largestLogBytes = 10 * 1024 * 1024;

/** Starts the server and waits until it accepts connections. A taken port is tried anew twice. */
export async function startServer(home: ServerHome, ephemeral: boolean, attempt = 1): Promise<Postmaster> {
  await clearStalePostmaster(home.dataFolder);
  await rotateLog(home);
  const from = existsSync(home.logFile) ? statSync(home.logFile).size : 0;
  const port = await freePort();
  // A file rather than a pipe: the server outlives a killed launcher and must not die of writing to it.
  const log = openSync(home.logFile, "a", 0o600);
  const child = spawn(
    await programPath(home.nativeFolder, "postgres"),
    serverArguments({ port, dataFolder: home.dataFolder, ephemeral }),
    {
      ...(home.user === null ? {} : { uid: home.user.uid, gid: home.user.gid }),
      cwd: home.folder,
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", log, log],
      // Its own process group: Ctrl-C in the terminal reaches the launcher only, which stops its parts in order.
      detached: true,
    },
  );
  closeSync(log);
  const ended = new Promise<true>((resolve) => {
    child.once("exit", () => resolve(true));
    child.once("error", () => resolve(true));
  });
  child.unref();
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const running = await findPostmaster(home.dataFolder);
    if (running?.ready) return running;
    if ((await Promise.race([ended, sleep(pollMs, false)])) === false) continue;
    const output = existsSync(home.logFile) ? (await readFile(home.logFile, "utf8")).slice(from) : "";
    if (attempt < 3 && /could not bind|Address already in use/i.test(output)) {
      return startServer(home, ephemeral, attempt + 1);
    }
    throw serverFailure("did not start", output, home);
  }
  child.kill("SIGINT");
  throw new UnavailableError(`The embedded PostgreSQL did not get ready within ${startLimitMs / 1000} s.`, {
    remedy: `It may be repairing its data after a crash: start again, and see ${home.logFile}.`,
  });
}

/** Waits until a server that somebody else started accepts connections; null when it goes away meanwhile. */
export async function awaitServer(home: ServerHome): Promise<Postmaster | null> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const running = await findPostmaster(home.dataFolder);
    if (running === null || running.ready) return running;
    await sleep(pollMs);
  }
  return null;
}

/** Fast shutdown: open transactions are rolled back, everything committed is kept. Harder when it takes too long. */
export async function stopServer(home: ServerHome): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    const running = await findPostmaster(home.dataFolder);
    if (running === null) return;
    process.kill(running.pid, signal);
    const deadline = Date.now() + stopLimitMs;
    while (Date.now() < deadline) {
      // It takes its note away a moment before it ends, and must be gone before its folder may be moved or used again.
      if (!isAlive(running.pid)) return;
      await sleep(pollMs);
    }
  }
  throw new UnavailableError("The embedded PostgreSQL does not stop.", { remedy: `See ${home.logFile}.` });
}

/** A port of the loopback interface that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new UnavailableError("No free port was found.")),
      );
    });
  });
}

async function rotateLog({ logFile }: ServerHome): Promise<void> {
  if (existsSync(logFile) && statSync(logFile).size > largestLogBytes) await rename(logFile, `${logFile}.1`);
}
