import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import type { Aws, CollectTask } from "#lib/aws/aws.ts";
import type { HttpOptions } from "#lib/aws/http-handler.ts";
import { loadConfig } from "#lib/config/config.ts";
import type { Database } from "#lib/db/client.ts";
import { getSyncProgress, type SyncProgress } from "#lib/db/sql/sync-progress.ts";
import { getSync } from "#lib/db/sql/syncs.ts";
import type { CollectedPage, SourceName } from "#lib/domain/collection/source.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { type RequestSyncInput, requestSync } from "#lib/services/sync/request-sync.ts";
import type { SyncContext, SyncSettings } from "#lib/services/sync/sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/server.ts";

/** A simulated AWS and a store that is synced from it by the real services. */
export interface SyncedFleet {
  readonly simulator: Simulator;
  readonly context: SyncContext;
  /** Lines that were logged, as text. */
  readonly logged: readonly string[];
  /**
   * Requests a sync, works on it in this process until it has ended, and tells how it went. `collect` stands between the
   * sync and what is collected, for what has to happen in the middle.
   */
  sync(input?: RequestSyncInput, collect?: CollectBetween): Promise<SyncProgress>;
  close(): Promise<void>;
}

/** Hands on what AWS answers, changed or with something done in between. */
export type CollectBetween = (
  task: CollectTask<SourceName>,
  pages: AsyncIterable<CollectedPage<SourceName>>,
) => AsyncIterable<CollectedPage<SourceName>>;

export interface SyncedFleetOptions extends SimulatorOptions {
  readonly settings?: Partial<SyncSettings>;
  readonly http?: Partial<HttpOptions>;
}

/** The same for all: a store that is synced again must not see every environment value changed. */
const installationKey = "5".repeat(64);

/**
 * When no test says otherwise: whether a test passes must not depend on the hour at which it is run. One that opens a
 * fleet after another finds it later.
 */
const ordinaryNow = () => new Date(Date.parse("2026-11-20T10:35:00Z") + performance.now());

/**
 * Starts the simulated AWS on a free port and opens the way to it. Nothing is synced yet. Its clock starts at a Friday
 * morning unless told.
 */
export async function openSyncedFleet(database: Database, options: SyncedFleetOptions): Promise<SyncedFleet> {
  const simulator = await startSimulator({ quotaScale: 50, now: ordinaryNow(), ...options });
  const folder = mkdtempSync(join(tmpdir(), "lamplight-sync-"));
  const restore = setEnvironment({
    AWS_ENDPOINT_URL: simulator.url,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "simulated",
    AWS_EC2_METADATA_DISABLED: "true",
  });
  const logged: string[] = [];
  const logger: Logger = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
  const context = createSyncContext({
    db: database,
    actor: { kind: "system", name: "test" },
    logger,
    clock: { now: () => simulator.now() },
    config: loadConfig({ LAMPLIGHT_DATA_DIR: folder, LAMPLIGHT_QUOTA_SHARE: "1", LAMPLIGHT_KEY: installationKey }),
    quotaScale: options.quotaScale ?? 50,
    ...(options.settings ? { settings: options.settings } : {}),
    ...(options.http ? { http: options.http } : {}),
  });
  return {
    simulator,
    context,
    logged,
    sync: async (input = {}, collect) =>
      await runSync(collect === undefined ? context : { ...context, aws: between(context.aws, collect) }, input),
    async close() {
      context.aws.close();
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
      restore();
    },
  };
}

function between(aws: Aws, collect: CollectBetween): Aws {
  // Each source has a type of its own, which what stands in between does not look at.
  return { ...aws, collect: ((task) => collect(task, aws.collect(task))) as Aws["collect"] };
}

async function runSync(context: SyncContext, input: RequestSyncInput): Promise<SyncProgress> {
  const { syncId } = await requestSync(context, input);
  const runner = startTaskRunner(context);
  try {
    // How far it has come is a question that costs, and is asked once.
    while ((await getSync(context.db.pool, syncId))?.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const progress = await getSyncProgress(context.db.pool, syncId);
    if (progress === null) throw new Error(`The sync ${syncId} is not in the store.`);
    return progress;
  } finally {
    await runner.stop();
  }
}

function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
