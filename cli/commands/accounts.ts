import type { Command } from "commander";
import { printJson, withCommandContext } from "#cli/command-context.ts";
import { createTerminal } from "#cli/terminal.ts";
import { addAccount } from "#lib/services/accounts/add-account.ts";
import { importAccounts } from "#lib/services/accounts/import-accounts.ts";
import { listConnectedAccounts } from "#lib/services/accounts/list-connected-accounts.ts";
import { getAccountTemplate } from "#lib/services/accounts/role-template.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";

interface AddOptions {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly name?: string;
  readonly regions?: string;
}

/** `lamplight accounts add|import|list|template`. */
export function configure(accounts: Command): void {
  accounts
    .command("add")
    .description("Connect an account by the role that Lamplight may assume there.")
    .requiredOption("--role-arn <arn>", "the read-only role, such as arn:aws:iam::123456789012:role/LamplightReadOnly")
    .option("--external-id <id>", "the external id that the role asks for")
    .option("--name <name>", "what to call the account")
    .option("--regions <list>", "Regions to read, by comma; every enabled one unless told")
    .action(({ roleArn, externalId, name = "", regions = "" }: AddOptions) =>
      withCommandContext(async (context) => {
        const list = regions
          .split(",")
          .map((region) => region.trim())
          .filter(Boolean);
        const { accountId } = await addAccount(context, {
          roleArn,
          externalId: externalId ?? null,
          name,
          regions: list,
        });
        createTerminal().say(
          `Account ${accountId} is connected. \`lamplight sync --account ${accountId} --wait\` reads it now.`,
        );
      }),
    );
  accounts
    .command("import")
    .description("Connect every active account of the AWS organisation.")
    .action(() =>
      withCommandContext(async (context, config) => {
        const sync = createSyncContext({ ...context, config });
        try {
          const { found, added } = await importAccounts(sync, AbortSignal.timeout(120_000));
          createTerminal().say(`${found} accounts found in the organisation, ${added} of them new here.`);
        } finally {
          sync.aws.close();
        }
      }),
    );
  accounts
    .command("list")
    .description("Print the accounts as JSON.")
    .action(() => withCommandContext(async (context) => printJson(await listConnectedAccounts(context))));
  accounts
    .command("template")
    .description("Print the CloudFormation template of the read-only role.")
    .action(() =>
      withCommandContext(async (context, { roleName }) => {
        process.stdout.write((await getAccountTemplate(context, roleName)).yaml);
      }),
    );
}
