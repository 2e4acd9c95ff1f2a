import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "#cli/open-store.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import { cpuSecondsOfFamily, parentOf } from "./process-cpu.ts";

/** A data folder with an embedded PostgreSQL of its own, as durable as a real one. */
export interface OwnStore {
  readonly dataDir: string;
  readonly url: string;
  readonly database: Database;
}

export async function ownFolder(undo: (step: () => Promise<void>) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lamplight-bench-"));
  undo(async () => await rm(folder, { recursive: true, force: true }));
  // As root the server runs as another user, who has to pass through.
  await chmod(folder, 0o711);
  return folder;
}

export async function openOwnStore(undo: (step: () => Promise<void>) => void): Promise<OwnStore> {
  const dataDir = await ownFolder(undo);
  const store = await openStore({ databaseUrl: null, dataDir });
  undo(store.release);
  const database = createDatabase(store.url, { applicationName: "lamplight-bench", maxConnections: 4 });
  undo(database.close);
  return { dataDir, url: store.url, database };
}

/** Processor seconds of the whole database server so far, connections that ended included; null where the system does not tell. */
export async function storeCpuSeconds({ database }: OwnStore): Promise<number | null> {
  const { rows } = await database.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const server = rows[0] === undefined ? null : parentOf(rows[0].pid);
  return server === null ? null : cpuSecondsOfFamily(server);
}
