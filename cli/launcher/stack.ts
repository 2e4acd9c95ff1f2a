import { join } from "node:path";
import { type SupervisedService, supervise } from "#cli/launcher/supervise.ts";
import { watchWeb } from "#cli/launcher/watch-web.ts";
import { openStore, type StoreAddress } from "#cli/open-store.ts";
import type { Config } from "#lib/config/config.ts";
import { freePort } from "#lib/db/embedded/server-process.ts";
import type { SimulatorOptions } from "#simulator/server.ts";

export interface StackOptions {
  readonly config: Config;
  readonly port: number;
  readonly environment: NodeJS.ProcessEnv;
  /** Null: the AWS that the environment's settings lead to. */
  readonly simulator: SimulatorOptions | null;
  /** Told of each step and of each service that had to be started again. */
  readonly say: (line: string) => void;
}

/** All that runs: store, simulated AWS, worker and console. */
export interface Stack {
  readonly url: string;
  readonly store: StoreAddress;
  /** What the services were given; commands against the same AWS and store need it too. */
  readonly environment: NodeJS.ProcessEnv;
  readonly services: {
    readonly web: SupervisedService;
    readonly worker: SupervisedService;
    readonly simulator: SupervisedService | null;
  };
  /** Stops everything in order: console, worker, simulated AWS, database. */
  stop(): Promise<void>;
}

/** Starts everything and resolves when the console answers. What was started is stopped again when a later part fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { config, port, say } = options;
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const store = await openStore(config);
    undo.push(store.release);
    if (store.migrations.length > 0) say(`Database migrated (${store.migrations.length} steps).`);
    const service = serviceFactory(options);
    const simulator = options.simulator === null ? null : await startSimulatorService(options.simulator, service);
    if (simulator !== null) undo.push(simulator.stop);
    const url = config.url ?? `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
    const environment = stackEnvironment(options, store, url, simulator);
    const [worker, web] = await bothOrNeither(
      service("the worker", "worker/main.ts", environment),
      service("the console", "cli/services/web.ts", { ...environment, NODE_ENV: "production" }),
    );
    undo.push(worker.stop, web.stop);
    const watch = watchWeb(web, say);
    undo.push(async () => watch.stop());
    return { url, store, environment, services: { web, worker, simulator }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type StartService = (
  name: string,
  entry: string,
  environment: NodeJS.ProcessEnv,
  words?: readonly string[],
) => Promise<SupervisedService>;

/**
 * Largest heaps. The console holds pages of 100 rows and one histogram per function, the worker a few pages per task, the
 * simulated AWS the rows of some log queries.
 */
export const heapMb: Readonly<Record<string, number>> = {
  "the worker": 400,
  "the console": 448,
  "simulated AWS": 640,
};

function serviceFactory({ config, say }: StackOptions): StartService {
  return (name, entry, environment, words = []) =>
    supervise({
      name,
      entry,
      words,
      ...(heapMb[name] === undefined ? {} : { heapMb: heapMb[name] }),
      environment: { ...environment, LAMPLIGHT_SERVICE: name.replace(/^the /, "") },
      logFolder: join(config.dataDir, "logs"),
      onRestart: say,
    });
}

/** Two services that start side by side; when one fails the other is stopped before the failure is told. */
async function bothOrNeither(
  first: Promise<SupervisedService>,
  second: Promise<SupervisedService>,
): Promise<readonly [SupervisedService, SupervisedService]> {
  const settled = await Promise.allSettled([first, second]);
  if (settled.some(({ status }) => status === "rejected")) {
    await Promise.all(settled.map((result) => (result.status === "fulfilled" ? result.value.stop() : undefined)));
  }
  return Promise.all([first, second]);
}

async function startSimulatorService(options: SimulatorOptions, service: StartService): Promise<SupervisedService> {
  // A port of its own choosing would change when it is started again, and its clients know the first one.
  const withPort = { ...options, port: options.port ?? (await freePort()) };
  return service("simulated AWS", "cli/services/simulator.ts", process.env, [JSON.stringify(withPort)]);
}

function stackEnvironment(
  options: StackOptions,
  store: StoreAddress,
  url: string,
  simulator: SupervisedService | null,
): NodeJS.ProcessEnv {
  const { config, port, environment } = options;
  const shared = {
    ...environment,
    DATABASE_URL: store.url,
    LAMPLIGHT_DATA_DIR: config.dataDir,
    LAMPLIGHT_HOST: config.host,
    LAMPLIGHT_PORT: String(port),
    LAMPLIGHT_SIMULATED: simulator === null ? "0" : "1",
    LAMPLIGHT_QUOTA_SCALE: String(options.simulator?.quotaScale ?? 1),
    NEXTAUTH_URL: url,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  if (simulator === null) return shared;
  // A profile or token of the real AWS must not win over the simulated one.
  const real = Object.keys(shared).filter((name) => name.startsWith("AWS_"));
  const without = Object.fromEntries(Object.entries(shared).filter(([name]) => !real.includes(name)));
  return { ...without, NODE_ENV: environment.NODE_ENV, ...simulator.details, AWS_EC2_METADATA_DISABLED: "true" };
}
