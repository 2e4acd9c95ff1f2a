import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { type Hop, hop } from "#cli/accounts/hop-option.ts";
import { withCommandContext } from "#cli/command-context.ts";
import { createTerminal, mark } from "#cli/terminal.ts";
import { closedStateText } from "#lib/domain/accounts/organization.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { connectAccounts, type ListOutcome } from "#lib/services/accounts/connect-accounts.ts";
import { type ImportedAccount, importAccounts } from "#lib/services/accounts/import-accounts.ts";
import { organizationImportInput } from "#lib/services/accounts/organization-import.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";

interface ImportOptions {
  readonly organization?: boolean;
  readonly file?: string;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly via?: readonly Hop[];
  readonly ou?: readonly string[];
  readonly excludeOu?: readonly string[];
  readonly account?: readonly string[];
  readonly excludeAccount?: readonly string[];
  readonly dryRun?: boolean;
}

const limitMs = 10 * 60_000;
type Say = (line: string) => void;

/** `lamplight accounts import`: the organisation's accounts, or a list of them. */
export function configureImport(command: Command): void {
  command
    .description("Connect the accounts of the AWS organisation, or of a list.")
    .option("--organization", "every active account of the organisation (unless --file is given)")
    .option(
      "--file <path>",
      "a list: one account a line (id, name, role ARN, external id), or JSON; - reads standard input",
    )
    .option("--role-name <name>", "the role in each account; LAMPLIGHT_ROLE_NAME unless told")
    .option("--external-id <id>", "what the roles ask for; this installation's own unless told")
    .option("--via <arn[,external-id]>", "a role to assume first; once for each, in order", hop)
    .option("--ou <ids>", "only accounts under these units, by comma", append)
    .option("--exclude-ou <ids>", "no account under these units, by comma", append)
    .option("--account <ids>", "only these accounts (and those of --ou), by comma", append)
    .option("--exclude-account <ids>", "not these accounts, by comma", append)
    .option("--dry-run", "say what would be done, and keep nothing")
    .action(async (options: ImportOptions) => {
      if (options.file !== undefined && options.organization === true) {
        throw new InvalidInputError("Give --organization or --file, not both.");
      }
      const { say } = createTerminal();
      await (options.file === undefined ? importOrganization(options, say) : importList(options, options.file, say));
    });
}

function importOrganization(options: ImportOptions, say: Say): Promise<void> {
  const { roleName = null, externalId = null, via = [], dryRun = false } = options;
  const input = parseInput(organizationImportInput, {
    roleName,
    externalId,
    via,
    filter: {
      units: options.ou ?? [],
      excludedUnits: options.excludeOu ?? [],
      accounts: options.account ?? [],
      excludedAccounts: options.excludeAccount ?? [],
    },
  });
  return withCommandContext(async (context, config) => {
    const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined;
    const sync = createSyncContext({ ...context, config, homeRegion });
    try {
      const found = await importAccounts(sync, input, { dryRun, signal: AbortSignal.timeout(limitMs) });
      const { organization, accounts } = found;
      for (const account of accounts) say(accountLine(account, found.callerAccountId));
      const added = accounts.filter(({ outcome }) => outcome === "new").length;
      say(
        `${accounts.length} ${accounts.length === 1 ? "account" : "accounts"} found, ${added} of them new here${dryRun ? "; nothing was kept" : ""}. Role ${found.roleName}, external id ${found.externalId}.`,
      );
      if (organization.role === "outside") {
        say(`${mark("attention")} The organisation could not be read: ${organization.reason}`);
        say(`    ${organization.remedy}`);
        process.exitCode = 1;
      }
    } finally {
      sync.aws.close();
    }
  });
}

function accountLine(
  { accountId, name, organizationalUnit, outcome, status }: ImportedAccount,
  callerId: string,
): string {
  const words: Record<ImportedAccount["outcome"], string> = {
    new: "new",
    known: "known already",
    closed: `left out: ${closedStateText(status) ?? status}`,
    filtered: "left out by the filter",
    removed: "removed here before; `lamplight accounts restore` takes it back",
  };
  const unit = organizationalUnit === null || organizationalUnit === "" ? "" : ` (${organizationalUnit})`;
  const own = accountId === callerId ? ", read with Lamplight's own credentials" : "";
  return `${mark(outcome === "closed" ? "attention" : "good")} ${accountId} ${name}${unit}: ${words[outcome]}${own}`;
}

function importList(options: ImportOptions, path: string, say: Say): Promise<void> {
  const { roleName = null, externalId = null, via = [], dryRun = false } = options;
  const text = readList(path);
  return withCommandContext(async (context, config) => {
    const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || config.regions[0] || "us-east-1";
    const usual = { roleName: config.roleName, homeRegion };
    const outcomes = await connectAccounts(context, usual, { text, roleName, externalId, via: [...via], dryRun });
    for (const outcome of outcomes) say(listLine(outcome));
    const count = (wanted: ListOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === wanted).length;
    say(
      `${count("new")} new, ${count("changed")} changed, ${count("unchanged")} unchanged, ${count("wrong")} wrong${dryRun ? "; nothing was kept" : ""}.`,
    );
    if (count("wrong") > 0) process.exitCode = 1;
  });
}

function listLine({ line, accountId, name, roleArn, outcome, note }: ListOutcome): string {
  if (outcome === "wrong") return `${mark("bad")} line ${line}: ${note}`;
  const about = [accountId, name].filter(Boolean).join(" ");
  return `${mark("good")} line ${line}: ${about}: ${outcome}${roleArn === null ? "" : `, ${roleArn}`}${note === null ? "" : `. ${note}`}`;
}

function readList(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "it cannot be read";
    throw new InvalidInputError(`${path} cannot be read (${code}).`, {}, { cause: error, remedy: "Check the path." });
  }
}

function append(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  ];
}
