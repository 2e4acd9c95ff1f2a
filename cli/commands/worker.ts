import type { Command } from "commander";
import { openStore } from "#cli/open-store.ts";
import { commandConfig } from "#cli/root.ts";
import { createTerminal } from "#cli/terminal.ts";
import { runServiceProcess } from "#worker/service-process.ts";
import { startWorkerService } from "#worker/worker-service.ts";

/** `lamplight worker`: a worker alone; any number of them may work on one database. */
export function configure(command: Command): void {
  command.action(async () => {
    const config = commandConfig();
    const store = await openStore(config);
    try {
      await runServiceProcess(async () => {
        const service = await startWorkerService({
          ...process.env,
          DATABASE_URL: store.url,
          LAMPLIGHT_DATA_DIR: config.dataDir,
        });
        createTerminal().say("The worker runs. Ctrl-C stops it.");
        return service;
      });
    } finally {
      await store.release();
    }
  });
}
