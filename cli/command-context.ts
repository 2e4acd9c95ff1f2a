import { withStore } from "#cli/open-store.ts";
import { commandConfig } from "#cli/root.ts";
import type { Config } from "#lib/config/config.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext, type ServiceContext } from "#lib/services/context.ts";

/** Runs `work` with a context that acts for whoever may start commands on this machine, on the store of the settings. */
export function withCommandContext<T>(work: (context: ServiceContext, config: Config) => Promise<T>): Promise<T> {
  const config = commandConfig();
  const name = process.env.USER || process.env.LOGNAME || "command line";
  return withStore(config, (db) => work(createServiceContext({ db, logger, actor: { kind: "cli", name } }), config));
}

/** The address people use for the console, as far as settings tell. */
export function consoleAddress(config: Config): string {
  return config.url ?? `http://${config.host}:${config.port ?? 4747}`;
}

/** Prints a result: JSON alone on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
