import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { engineAdapter } from "#lib/db/migrate/engine-adapter.ts";
import { logger } from "#lib/logger.ts";

export type { MigrationList, SchemaContainer, SchemaFilter } from "@prisma/schema-engine-wasm/schema_engine_bg";
export type SchemaEngine = bindings.SchemaEngine;

let started = false;

/**
 * Prisma's schema engine as WebAssembly, talking to a database through node-postgres. The engine that Prisma's own
 * command line uses is a download from outside the package registry; this package is the same code, but internal to
 * Prisma: hence its exact version and this one file.
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await instantiate();
  // The engine never closes its adapter's connections, so the pool is ours.
  const pool = new pg.Pool({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  const factory = bindMigrationAwareSqlAdapterFactory(engineAdapter(pool));
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

async function instantiate(): Promise<void> {
  if (started) return;
  // Where the engine leaves its last words when it panics.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => logger.error(message) },
  });
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = await WebAssembly.compile(await readFile(entry.replace(/\.js$/, ".wasm")));
  const instance = await WebAssembly.instantiate(module, {
    "./schema_engine_bg.js": { ...bindings, ...timersThatLetGo() },
  });
  const { exports } = instance;
  bindings.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === "function") exports.__wbindgen_start();
  started = true;
}

/** The engine's own ten-second timers would keep a finished command from ending. */
function timersThatLetGo(): Record<string, (work: () => void, ms: number) => NodeJS.Timeout> {
  const names = Object.keys(bindings).filter((name) => name.startsWith("__wbg_setTimeout"));
  return Object.fromEntries(names.map((name) => [name, (work, ms) => setTimeout(work, ms).unref()]));
}
