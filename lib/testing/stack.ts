import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWeb, isWebBuilt } from "#cli/launcher/build-web.ts";
import { startStack } from "#cli/launcher/stack.ts";
import { loadConfig } from "#lib/config/config.ts";
import { freePort } from "#lib/db/embedded/server-process.ts";
import type { SimulatorOptions } from "#simulator/server.ts";

/** Everything that `lamplight start` runs, on free ports and in a folder of its own. */
export interface TestStack {
  /** Address of the console. */
  readonly url: string;
  /** Settings of the services: DATABASE_URL, AWS_ENDPOINT_URL and so on. */
  readonly environment: NodeJS.ProcessEnv;
  /** Stops everything and removes the folder. */
  stop(): Promise<void>;
}

/** Builds the console if it is not, and starts the whole of Lamplight on a simulated AWS. No sync is begun. */
export async function startTestStack(simulator: SimulatorOptions): Promise<TestStack> {
  if (!(await isWebBuilt())) await buildWeb(new AbortController().signal);
  const dataDir = await mkdtemp(join(tmpdir(), "lamplight-stack-"));
  const environment = { ...process.env, LAMPLIGHT_DATA_DIR: dataDir, LAMPLIGHT_QUOTA_SHARE: "1" };
  const config = { ...loadConfig(environment), databaseUrl: null };
  try {
    const port = await freePort();
    const stack = await startStack({ config, port, environment, simulator, say: (line) => console.error(line) });
    return {
      url: stack.url,
      environment: stack.environment,
      stop: async () => {
        await stack.stop();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}
