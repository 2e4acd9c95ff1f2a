import { type Command, InvalidArgumentError, Option } from "commander";
import { assertKnownPlaces } from "#cli/known-places.ts";
import { withStore } from "#cli/open-store.ts";
import { printPieces } from "#cli/print-pieces.ts";
import { commandConfig } from "#cli/root.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { type ExportSubject, exportSubjects } from "#lib/services/export/exported-rows.ts";
import { type ExportRequest, exportFormats, writeExport } from "#lib/services/export/write-export.ts";

interface Options {
  readonly format: ExportRequest["format"];
  readonly account?: string[];
  readonly region?: string[];
  readonly window: string;
  readonly all?: boolean;
}

const subjects = Object.keys(exportSubjects);

/** `lamplight export functions|roles|findings|cost|starts`. */
export function configure(command: Command): void {
  command
    .argument("<what>", `one of ${subjects.join(", ")}`, parseSubject)
    .addOption(new Option("--format <format>", "how to print it").choices(exportFormats).default("json"))
    .option("--account <id...>", "only these accounts")
    .option("--region <region...>", "only these Regions")
    .addOption(new Option("--window <span>", "for cost and starts").choices(["24h", "7d", "30d", "90d"]).default("30d"))
    .option("--all", "resolved findings too")
    .action(runExport);
}

async function runExport(subject: ExportSubject, options: Options): Promise<void> {
  await withStore(commandConfig(), async (db) => {
    await assertKnownPlaces(db, { accounts: options.account, regions: options.region });
    const context = createServiceContext({ db, logger, actor: { kind: "cli", name: "command line" } });
    const request: ExportRequest = {
      subject,
      format: options.format,
      window: options.window,
      all: options.all ?? false,
      ...(options.account ? { accounts: options.account } : {}),
      ...(options.region ? { regions: options.region } : {}),
    };
    await printPieces(writeExport(context, request));
  });
}

function parseSubject(text: string): ExportSubject {
  if (!subjects.includes(text)) throw new InvalidArgumentError(`It is one of ${subjects.join(", ")}.`);
  return text as ExportSubject;
}
