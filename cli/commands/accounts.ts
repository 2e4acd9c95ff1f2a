import { type Command, InvalidArgumentError, Option } from "commander";
import { type Hop, hop } from "#cli/accounts/hop-option.ts";
import { configureImport } from "#cli/accounts/import-command.ts";
import { printJson, withCommandContext } from "#cli/command-context.ts";
import { createTerminal } from "#cli/terminal.ts";
import { addAccount } from "#lib/services/accounts/add-account.ts";
import { listConnectedAccounts } from "#lib/services/accounts/list-connected-accounts.ts";
import { removeAccount, restoreAccount } from "#lib/services/accounts/remove-account.ts";
import { getAccountTemplate, type TemplateFormat, templateFormats } from "#lib/services/accounts/role-template.ts";

interface AddOptions {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly name?: string;
  readonly regions?: readonly string[];
  readonly via?: readonly Hop[];
}

/** `lamplight accounts add|import|list|remove|restore|template`. */
export function configure(accounts: Command): void {
  accounts
    .command("add")
    .description("Connect an account by the role that Lamplight may assume there.")
    .requiredOption("--role-arn <arn>", "the read-only role, such as arn:aws:iam::123456789012:role/LamplightReadOnly")
    .option("--external-id <id>", "the external id that the role asks for")
    .option("--via <arn[,external-id]>", "a role to assume first; once for each, in order", hop)
    .option("--name <name>", "what to call the account")
    .option("--regions <list>", "Regions to read, by comma; every enabled one unless told", list)
    .action(({ roleArn, externalId, name = "", regions = [], via = [] }: AddOptions) =>
      withCommandContext(async (context) => {
        const input = { roleArn, externalId: externalId ?? null, name, regions: [...regions], via: [...via] };
        const { accountId } = await addAccount(context, input);
        createTerminal().say(
          `Account ${accountId} is connected. \`lamplight doctor --account ${accountId}\` tests it, \`lamplight sync --account ${accountId} --wait\` reads it now.`,
        );
      }),
    );
  configureImport(accounts.command("import"));
  accounts
    .command("list")
    .description("Print the accounts as JSON.")
    .action(() => withCommandContext(async (context) => printJson(await listConnectedAccounts(context))));
  accounts
    .command("remove <account>")
    .description("Stop reading an account and take it out of the fleet; its history stays.")
    .action((accountId: string) =>
      withCommandContext(async (context) => {
        await removeAccount(context, { accountId });
        createTerminal().say(
          `Account ${accountId} is removed: its functions and roles left the fleet, its history stays. \`lamplight accounts restore ${accountId}\` takes it back.`,
        );
      }),
    );
  accounts
    .command("restore <account>")
    .description("Take back that an account was removed.")
    .action((accountId: string) =>
      withCommandContext(async (context) => {
        await restoreAccount(context, { accountId });
        createTerminal().say(`Account ${accountId} is read again from the next sync on.`);
      }),
    );
  accounts
    .command("template")
    .description("Print the read-only role, the hub's role, or the policies beside them.")
    .addOption(new Option("--format <format>", "what to print").choices([...templateFormats]).default("cloudformation"))
    .action(({ format }: { readonly format: TemplateFormat }) =>
      withCommandContext(async (context, { roleName, regions }) => {
        const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || regions[0] || "us-east-1";
        process.stdout.write((await getAccountTemplate(context, { roleName, homeRegion })).texts[format]);
      }),
    );
}

function list(text: string): readonly string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0) throw new InvalidArgumentError("Give at least one, separated by commas.");
  return parts;
}
