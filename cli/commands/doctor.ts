import type { Command } from "commander";
import { withCommandContext } from "#cli/command-context.ts";
import { accountChecks } from "#cli/doctor/account-checks.ts";
import { awsChecks } from "#cli/doctor/aws-checks.ts";
import { bad, type Check, type Finding } from "#cli/doctor/check.ts";
import { machineChecks } from "#cli/doctor/machine-checks.ts";
import { storeChecks } from "#cli/doctor/store-checks.ts";
import { commandConfig } from "#cli/root.ts";
import { createTerminal, mark } from "#cli/terminal.ts";
import { AppError } from "#lib/errors.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";

interface DoctorOptions {
  readonly account?: string;
  readonly all?: boolean;
}

/**
 * `lamplight doctor`: looks at everything Lamplight needs and says what to mend; with `--account ID` or `--all` it tests
 * the access to accounts instead. Exit code 1 when something is wrong.
 */
export function configure(command: Command): void {
  command
    .option("--account <id>", "test the access to this account")
    .option("--all", "test the access to every account that is read")
    .action(async ({ account, all = false }: DoctorOptions) => {
      if (account === undefined && !all) {
        const config = commandConfig();
        return report([...machineChecks(config), ...storeChecks(config), ...awsChecks(config)]);
      }
      await withCommandContext(async (context, config) => {
        const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined;
        const sync = createSyncContext({ ...context, config, homeRegion });
        try {
          await report(await accountChecks(sync, account ?? null));
        } finally {
          sync.aws.close();
        }
      });
    });
}

async function report(checks: readonly Check[]): Promise<void> {
  const terminal = createTerminal();
  let wrong = 0;
  for (const check of checks) {
    for (const { state, text, remedy } of await findings(check)) {
      if (state === "bad") wrong += 1;
      terminal.say(`${mark(state)} ${check.name}: ${text}`);
      if (remedy !== undefined) terminal.say(`    ${remedy}`);
    }
  }
  terminal.say(wrong === 0 ? "Nothing is in the way." : `${wrong} ${wrong === 1 ? "thing" : "things"} to mend.`);
  if (wrong > 0) process.exitCode = 1;
}

/** A check that fails as people know it is a finding; the others go on. */
async function findings(check: Check): Promise<readonly Finding[]> {
  try {
    return await check.run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return bad(error.message, error.remedy ?? "See the log.");
  }
}
