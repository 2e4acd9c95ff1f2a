import { type Command, Option } from "commander";
import { consoleAddress, printJson, withCommandContext } from "#cli/command-context.ts";
import { createTerminal } from "#cli/terminal.ts";
import { type Role, roles } from "#lib/domain/permissions/roles.ts";
import { addUser } from "#lib/services/users/add-user.ts";
import { createFirstAdministratorLink } from "#lib/services/users/create-first-administrator-link.ts";
import { listUsers } from "#lib/services/users/list-users.ts";

interface AddOptions {
  readonly email: string;
  readonly name?: string;
  readonly role: Role;
  readonly url?: string;
}

/** `lamplight users add|list|admin-link`. */
export function configure(users: Command): void {
  const address = new Option("--url <address>", "the console's address in the link, when it is not the usual one");
  users
    .command("add")
    .description("Add a person and print the one-time link with which they set a password.")
    .requiredOption("--email <address>", "the person's email address")
    .option("--name <name>", "the person's name; the first part of the address unless told")
    .addOption(new Option("--role <role>", "what the person may do").choices(roles).default("engineer"))
    .addOption(address)
    .action(({ email, name, role, url }: AddOptions) =>
      withCommandContext(async (context, config) => {
        const person = { email, role, name: name ?? email.split("@")[0] ?? email };
        const { link } = await addUser(context, person, url ?? consoleAddress(config));
        createTerminal().say(
          `${email} may sign in as ${role} once a password is set by this link (once, within three days):`,
        );
        process.stdout.write(`${link}\n`);
      }),
    );
  users
    .command("admin-link")
    .description("Print a one-time link for the first administrator.")
    .addOption(address)
    .action(({ url }: { readonly url?: string }) =>
      withCommandContext(async (context, config) => {
        const link = await createFirstAdministratorLink(context, url ?? consoleAddress(config));
        if (link) process.stdout.write(`${link}\n`);
        else createTerminal().say("There is an administrator already. They can make links under Settings, People.");
      }),
    );
  users
    .command("list")
    .description("Print everybody as JSON.")
    .action(() => withCommandContext(async (context) => printJson(await listUsers(context))));
}
