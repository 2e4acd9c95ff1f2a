import { setTimeout as sleep } from "node:timers/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { withStore } from "#cli/open-store.ts";
import { commandConfig } from "#cli/root.ts";
import { type EstimateFlags, estimateOptions, runEstimate } from "#cli/sync-estimate.ts";
import { createTerminal, type Terminal } from "#cli/terminal.ts";
import type { Database } from "#lib/db/client.ts";
import { getSyncProgress, listUnlearned, type SyncProgress, type UnlearnedReason } from "#lib/db/sql/sync-progress.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import { UnavailableError } from "#lib/errors.ts";
import { startWorker } from "#lib/jobs/start-worker.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";

interface Options extends EstimateFlags {
  readonly wait?: boolean;
  readonly estimate?: boolean;
  readonly account?: string[];
  readonly region?: string[];
  readonly source?: SourceName[];
}

/** `lamplight sync [--wait]`, `lamplight sync --estimate`. */
export function configure(command: Command): void {
  command
    .option("--estimate", "say what a sync would ask of AWS and what that costs, without a call")
    .option("--wait", "work on it here until it is complete")
    .option("--account <id...>", "only these accounts", listOf(/^\d{12}$/, "An account id has 12 digits."))
    .option("--region <region...>", "only these Regions", listOf(regionName, "A Region looks like eu-west-1."))
    .addOption(new Option("--source <name...>", "only these sources").choices(sources.map(({ name }) => name)))
    .action((options: Options) => (options.estimate ? runEstimate(options) : runSync(options)));
  for (const option of estimateOptions()) command.addOption(option);
}

const regionName = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** Reads an option that takes several values; what is wrong is one sentence. */
function listOf(form: RegExp, sentence: string) {
  return (value: string, before: string[] = []): string[] => {
    if (!form.test(value)) throw new InvalidArgumentError(sentence);
    return [...before, value];
  };
}

async function runSync(options: Options): Promise<void> {
  const config = commandConfig();
  const terminal = createTerminal();
  await withStore(
    config,
    async (db) => {
      const context = createServiceContext({ db, logger, actor: { kind: "cli", name: "command line" } });
      const input = inputOf(options);
      const { syncId, joined } = await requestSync(context, input);
      if (joined) terminal.say("A sync of the same scope is running already; joining it.");
      if (!options.wait) {
        terminal.say(`Sync ${syncId} was requested; a worker takes it up (lamplight start, lamplight worker).`);
        return;
      }
      // What stops a command (Ctrl-C) ends the wait; the tasks are put back, and the next worker goes on with them.
      const stopped = new AbortController();
      process.once("SIGINT", () => stopped.abort());
      process.once("SIGTERM", () => stopped.abort());
      const quiet = logger.child({}, { level: config.logLevel === "debug" ? "debug" : "error" });
      const worker = await startWorker({ db, config, logger: quiet, schedule: false });
      try {
        await report(db, syncId, terminal, stopped.signal);
      } finally {
        await worker.stop();
      }
    },
    { maxConnections: 12 },
  );
}

function inputOf(options: Options) {
  return {
    trigger: "manual" as const,
    ...(options.account ? { accounts: options.account } : {}),
    ...(options.region ? { regions: options.region } : {}),
    ...(options.source ? { sources: options.source } : {}),
  };
}

async function report(db: Database, syncId: string, terminal: Terminal, stopped: AbortSignal): Promise<void> {
  for (;;) {
    const progress = await getSyncProgress(db.pool, syncId);
    if (progress === null) throw new UnavailableError("The sync is no longer in the store.");
    if (progress.sync.status !== "running") return conclude(db, progress, terminal);
    terminal.progress(progressLine(progress));
    if (stopped.aborted) {
      terminal.endProgress();
      terminal.say("Stopped waiting. The sync goes on with the next worker, where it stands.");
      process.exitCode = 130;
      return;
    }
    await sleep(500, undefined, { signal: stopped }).catch(() => undefined);
  }
}

function progressLine({ sources, tasks, ended, calls }: SyncProgress): string {
  const running = sources.filter((source) => source.running > 0).map(({ source }) => source);
  return `${ended} of ${tasks} tasks, ${calls} calls${running.length > 0 ? `, reading ${running.join(", ")}` : ""}`;
}

async function conclude(db: Database, progress: SyncProgress, terminal: Terminal): Promise<void> {
  const { sync, tasks, calls, costUsd } = progress;
  const unlearned = await listUnlearned(db.pool, sync.id);
  terminal.endProgress();
  if (sync.status === "failed") {
    const told = unlearned.find(({ reason }) => reason === sync.reason);
    throw new UnavailableError(sync.reason ?? "Nothing could be learned from AWS.", {
      ...(told?.remedy ? { remedy: told.remedy } : {}),
    });
  }
  const seconds = Math.round(((sync.endedAt ?? sync.startedAt).getTime() - sync.startedAt.getTime()) / 1000);
  terminal.say(
    `Sync ${sync.status}: ${tasks} tasks, ${calls} calls, $${costUsd.toFixed(4)} at list price, ${seconds} s.`,
  );
  if (sync.reason !== null) terminal.say(sync.reason);
  if (unlearned.length > 0) terminal.say("What could not be learned:");
  for (const reason of unlearned) terminal.say(unlearnedLine(reason));
}

function unlearnedLine({ source, reason, remedy, places, examples }: UnlearnedReason): string {
  const named = examples.filter((place) => place !== "");
  const more = places > named.length && named.length > 0 ? ` and ${places - named.length} more` : "";
  const where = named.length > 0 ? ` (${named.join(", ")}${more})` : "";
  return `  ${source}${where}: ${reason}${remedy ? ` ${remedy}` : ""}`;
}
