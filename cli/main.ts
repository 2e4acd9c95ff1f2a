import { Command, CommanderError } from "commander";
import { createTerminal, describeFault } from "#cli/terminal.ts";

/** What each file of cli/commands exports: it adds its options, arguments and action to its command. */
export interface CommandModule {
  readonly configure: (command: Command) => void;
}

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Commands are loaded when they are called: `lamplight --help` loads none of them. */
const commands: readonly CommandEntry[] = [
  {
    name: "start",
    summary: "run everything: database, worker and console",
    load: () => import("#cli/commands/start.ts"),
  },
  { name: "web", summary: "run the console alone", load: () => import("#cli/commands/web.ts") },
  { name: "worker", summary: "run a worker alone", load: () => import("#cli/commands/worker.ts") },
  { name: "migrate", summary: "bring the database up to date", load: () => import("#cli/commands/migrate.ts") },
  {
    name: "doctor",
    summary: "check settings and connections, and say what to mend",
    load: () => import("#cli/commands/doctor.ts"),
  },
  { name: "simulate", summary: "run the simulated AWS alone", load: () => import("#cli/commands/simulate.ts") },
  { name: "accounts", summary: "connect AWS accounts", load: () => import("#cli/commands/accounts.ts") },
  { name: "users", summary: "add people", load: () => import("#cli/commands/users.ts") },
  { name: "sync", summary: "read the fleet from AWS", load: () => import("#cli/commands/sync.ts") },
  { name: "export", summary: "print functions, roles or findings", load: () => import("#cli/commands/export.ts") },
  { name: "iam", summary: "judge the roles of an account, offline", load: () => import("#cli/commands/iam.ts") },
];

async function main(words: readonly string[]): Promise<void> {
  const program = new Command("lamplight")
    .description("A self-hosted console for an organisation's AWS Lambda fleet.")
    .showHelpAfterError("(lamplight --help lists the commands)")
    .exitOverride();
  const called = words.find((word) => !word.startsWith("-"));
  for (const { name, summary, load } of commands) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
    if (name === called) (await load()).configure(command);
  }
  await program.parseAsync([...words], { from: "user" });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
  } else {
    createTerminal().say(`lamplight: ${describeFault(error)}`);
    process.exitCode = 1;
  }
}
