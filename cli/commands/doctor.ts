import type { Command } from "commander";
import { awsChecks } from "#cli/doctor/aws-checks.ts";
import { bad, type Check, type Finding } from "#cli/doctor/check.ts";
import { machineChecks } from "#cli/doctor/machine-checks.ts";
import { storeChecks } from "#cli/doctor/store-checks.ts";
import { commandConfig } from "#cli/root.ts";
import { createTerminal, mark } from "#cli/terminal.ts";
import { AppError } from "#lib/errors.ts";

/** `lamplight doctor`: looks at everything Lamplight needs and says what to mend. Exit code 1 when something is wrong. */
export function configure(command: Command): void {
  command.action(async () => {
    const config = commandConfig();
    const terminal = createTerminal();
    let wrong = 0;
    for (const check of [...machineChecks(config), ...storeChecks(config), ...awsChecks(config)]) {
      for (const { state, text, remedy } of await findings(check)) {
        if (state === "bad") wrong += 1;
        terminal.say(`${mark(state)} ${check.name}: ${text}`);
        if (remedy !== undefined) terminal.say(`    ${remedy}`);
      }
    }
    terminal.say(wrong === 0 ? "Nothing is in the way." : `${wrong} ${wrong === 1 ? "thing" : "things"} to mend.`);
    if (wrong > 0) process.exitCode = 1;
  });
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
