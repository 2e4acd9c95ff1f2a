import { loadConfig } from "#lib/config/config.ts";
import { createDatabase, pingDatabase } from "#lib/db/client.ts";
import { leaseSeconds } from "#lib/db/sql/sync-tasks.ts";
import { ConfigurationError } from "#lib/errors.ts";
import { startWorker } from "#lib/jobs/start-worker.ts";
import { logger } from "#lib/logger.ts";
import type { Service } from "#worker/service-process.ts";

/** Tasks wait for AWS most of the time: so many connections serve more than a hundred of them. */
const workerConnections = 16;

/** Opens the store at DATABASE_URL and works on its queue until it is stopped; tasks under way are put back. */
export async function startWorkerService(environment: NodeJS.ProcessEnv): Promise<Service> {
  const config = loadConfig(environment);
  if (config.databaseUrl === null) {
    throw new ConfigurationError("DATABASE_URL is not set.", { remedy: "Start the worker with: npx lamplight worker" });
  }
  const database = createDatabase(config.databaseUrl, {
    applicationName: "lamplight-worker",
    maxConnections: workerConnections,
    // Many tasks wait for one of few connections: their turn is not to be mistaken for a server that is gone.
    connectTimeoutMs: 30_000,
    // Whoever is silent for that long has lost its tasks: it must not keep the next one from their rows.
    idleTransactionMs: leaseSeconds * 1_000,
  });
  try {
    await pingDatabase(database);
    const worker = await startWorker({ db: database, config, logger });
    return {
      stop: async () => {
        await worker.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
