import type { Command } from "commander";
import { buildWeb, isWebBuilt } from "#cli/launcher/build-web.ts";
import { choosePort } from "#cli/launcher/choose-port.ts";
import { stopSignal } from "#cli/launcher/stop-signal.ts";
import { openStore } from "#cli/open-store.ts";
import { commandConfig } from "#cli/root.ts";
import { startWebService } from "#cli/services/web-service.ts";
import { createTerminal } from "#cli/terminal.ts";
import { runServiceProcess } from "#worker/service-process.ts";

/** `lamplight web`: the console alone, built if it is not. */
export function configure(command: Command): void {
  command.action(async () => {
    const config = commandConfig();
    const terminal = createTerminal();
    const port = await choosePort(config.host, config.port);
    if (!(await isWebBuilt())) {
      terminal.say("Building the console (about half a minute, once)…");
      await buildWeb(stopSignal());
    }
    const store = await openStore(config);
    try {
      // Next's own modules read these from the process.
      Object.assign(process.env, {
        NODE_ENV: "production",
        DATABASE_URL: store.url,
        LAMPLIGHT_DATA_DIR: config.dataDir,
        LAMPLIGHT_PORT: String(port),
        NEXTAUTH_URL: config.url ?? `http://${config.host}:${port}`,
      });
      await runServiceProcess(async () => {
        const service = await startWebService(process.env);
        terminal.say(`The console runs at ${service.details?.url}. Ctrl-C stops it.`);
        return service;
      });
    } finally {
      await store.release();
    }
  });
}
