import type { Command } from "commander";
import { configureAnalyze } from "#cli/iam/analyze-command.ts";

/** `lamplight iam analyze`. */
export function configure(iam: Command): void {
  configureAnalyze(
    iam
      .command("analyze")
      .description("Say what each role may really do, offline, from the output of AWS's own command."),
  );
}
