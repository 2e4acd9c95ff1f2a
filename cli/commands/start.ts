import { type Command, Option } from "commander";
import { type AwsChoice, chooseAws, rememberAws } from "#cli/launcher/aws-settings.ts";
import { buildWeb, isWebBuilt } from "#cli/launcher/build-web.ts";
import { choosePort } from "#cli/launcher/choose-port.ts";
import { beginFirstSync, showSync } from "#cli/launcher/first-sync.ts";
import { claimDataFolder } from "#cli/launcher/launcher-note.ts";
import { type Stack, startStack } from "#cli/launcher/stack.ts";
import { stopSignal } from "#cli/launcher/stop-signal.ts";
import { commandConfig } from "#cli/root.ts";
import { createTerminal, type Terminal } from "#cli/terminal.ts";
import { createDatabase } from "#lib/db/client.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { createFirstAdministratorLink } from "#lib/services/users/create-first-administrator-link.ts";

/** Ten times AWS's rates: who looks around first should not wait as long as a real account makes them. */
const simulatedAws = { quotaScale: 10 };

/** `lamplight start`: everything that is missing is made, then all parts run until they are told to stop. */
export function configure(command: Command): void {
  command
    .addOption(new Option("--aws <which>", "the AWS to read, now and at later starts").choices(["real", "simulated"]))
    .action((options: { aws?: AwsChoice }) => start(options.aws));
}

async function start(asked: AwsChoice | undefined): Promise<void> {
  const config = commandConfig();
  const terminal = createTerminal();
  const signal = stopSignal();
  const claim = claimDataFolder(config.dataDir);
  try {
    const port = await choosePort(config.host, config.port);
    if (asked !== undefined) rememberAws(config.dataDir, asked);
    const aws = chooseAws(config.dataDir, process.env);
    if (!(await isWebBuilt())) {
      terminal.say("Building the console (about half a minute, once)…");
      await buildWeb(signal);
    }
    signal.throwIfAborted();
    terminal.say("Starting the database, the worker and the console…");
    const stack = await startStack({
      config,
      port,
      environment: process.env,
      simulator: aws === "simulated" ? simulatedAws : null,
      say: terminal.say,
    });
    try {
      claim.announce(stack.url);
      await runUntilStopped(stack, aws, terminal, signal);
    } finally {
      terminal.say("Stopping…");
      await stack.stop();
      terminal.say("Stopped.");
    }
  } catch (error) {
    // Being told to stop half-way is not a fault.
    if (!signal.aborted) throw error;
  } finally {
    claim.giveBack();
  }
}

async function runUntilStopped(stack: Stack, aws: AwsChoice, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const database = createDatabase(stack.store.url, { applicationName: "lamplight-start", maxConnections: 2 });
  const actor = { kind: "system", name: "lamplight start" } as const;
  const context = createServiceContext({ db: database, actor, logger });
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  try {
    const link = await createFirstAdministratorLink(context, stack.url);
    terminal.say(`\n  Lamplight runs at ${stack.url}`);
    if (link !== null) terminal.say(`  First administrator, set your password here (works once): ${link}`);
    if (aws === "simulated") {
      terminal.say(
        "  No AWS settings were found, so it reads a simulated AWS; the sign-in page offers one button per role.",
      );
      terminal.say("  To read your own: configure AWS credentials, then start with --aws real.");
    }
    terminal.say("  Ctrl-C stops it.\n");
    const syncId = await beginFirstSync(context);
    if (syncId !== null) await showSync(database, syncId, terminal, signal);
    await stopped;
  } finally {
    await database.close();
  }
}
