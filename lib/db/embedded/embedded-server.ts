import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { Socket } from "node:net";
import { enter, leave } from "#lib/db/embedded/holders.ts";
import { databaseUser, initialiseData } from "#lib/db/embedded/initialise.ts";
import type { Postmaster } from "#lib/db/embedded/postmaster.ts";
import { prepareServerHome, type ServerHome } from "#lib/db/embedded/server-home.ts";
import { withServerLock } from "#lib/db/embedded/server-lock.ts";
import { awaitServer, startServer, stopServer } from "#lib/db/embedded/server-process.ts";

export interface EmbeddedServerOptions {
  /** Where data, password and log live. Elsewhere when the server's user may not enter it (see prepareServerHome). */
  readonly folder: string;
  /** For tests: no durability, removed on stop, and stopped even when this process is killed. */
  readonly ephemeral?: boolean;
  /** As root: the unprivileged user that runs the server (default `postgres`, else `nobody`). */
  readonly serverUser?: string | undefined;
}

export interface EmbeddedServer {
  readonly port: number;
  readonly folder: string;
  /** Whether the server ran already: another command uses it, or a killed one left it. */
  readonly adopted: boolean;
  /** Connection string for a database of this server; holds the password. */
  url(database: string): string;
  /** Lets go of the server; the last process that lets go stops it. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL of a folder, creating its data if need be, or joins the one that runs there. */
export async function openEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const home = await prepareServerHome(options.folder, options.serverUser);
  const ephemeral = options.ephemeral ?? false;
  return withServerLock(home.folder, async () => {
    const running = await awaitServer(home);
    const password = await initialiseData(home);
    const server = running ?? (await startServer(home, ephemeral));
    await enter(home.folder);
    if (ephemeral && process.platform !== "win32") watchOver(server, home);
    return handleOf(home, server, password, { adopted: running !== null, ephemeral });
  });
}

function handleOf(
  home: ServerHome,
  { port }: Postmaster,
  password: string,
  { adopted, ephemeral }: { adopted: boolean; ephemeral: boolean },
): EmbeddedServer {
  let stopping: Promise<void> | undefined;
  return {
    port,
    folder: home.folder,
    adopted,
    url: (database) => `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    stop: () => {
      stopping ??= withServerLock(home.folder, async () => {
        if (await leave(home.folder)) return;
        await stopServer(home);
      }).then(() => (ephemeral ? rm(home.folder, { recursive: true, force: true }) : undefined));
      return stopping;
    },
  };
}

/**
 * A test run may be killed outright. A shell that waits for the end of its input (which the system closes with this
 * process) then stops the server and removes its folder; after an orderly stop it finds nothing left to do.
 */
function watchOver({ pid }: Postmaster, home: ServerHome): void {
  const script = `while read -r _; do :; done
    [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ] || exit 0
    kill -INT "$2"; while kill -0 "$2" 2>/dev/null; do sleep 0.1; done; rm -rf "$3"`;
  const guard = spawn("/bin/sh", ["-c", script, "guard", home.dataFolder, String(pid), home.folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  // The pipe must stay open as long as this process lives, and must not keep it alive.
  const pipe = guard.stdin;
  if (pipe instanceof Socket) pipe.unref();
}
