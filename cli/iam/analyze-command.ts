import { type Command, Option } from "commander";
import { printPieces } from "#cli/print-pieces.ts";
import { createTerminal } from "#cli/terminal.ts";
import type { Severity } from "#lib/domain/findings/finding.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { hasFindingFrom, type RoleAnalysis, severities } from "#lib/services/iam-analysis/analysis.ts";
import { analyzeRoles } from "#lib/services/iam-analysis/analyze-roles.ts";
import { parseAuthorizationDetails } from "#lib/services/iam-analysis/parse-authorization-details.ts";
import { parseServiceControlPolicies } from "#lib/services/iam-analysis/parse-service-control-policies.ts";
import { visibleText } from "#lib/services/iam-analysis/visible-text.ts";
import { writeAnalysisJson } from "#lib/services/iam-analysis/write-json.ts";
import { writeAnalysisSarif } from "#lib/services/iam-analysis/write-sarif.ts";
import { writeAnalysisText } from "#lib/services/iam-analysis/write-text.ts";
import { readInput, standardInput } from "./read-input.ts";

interface Options {
  readonly format: "text" | "json" | "sarif";
  readonly failOn?: Severity;
  readonly role?: readonly string[];
  readonly scp?: string;
}

/** Exit code when `--fail-on` found what it looks for; 1 is for what could not be done at all. */
const foundExitCode = 2;
/** Pieces are written together up to this many characters: a system call for each line would take longer than judging. */
const writtenCharacters = 1 << 16;

/** `lamplight iam analyze FILE`: no database, no settings, no call. */
export function configureAnalyze(command: Command): void {
  command
    .argument("<file>", "output of: aws iam get-account-authorization-details (also gzip, several pages); - for stdin")
    .addOption(new Option("--format <format>", "how to print it").choices(["text", "json", "sarif"]).default("text"))
    .addOption(
      new Option("--fail-on <severity>", `exit with ${foundExitCode} on a finding of it or graver`).choices(severities),
    )
    .option("--role <name|arn>", "only this role (once for each); the others still count as what it can reach", append)
    .option("--scp <file>", "service control policies: a list of documents, or a list of such lists, root first")
    .action(runAnalyze);
}

async function runAnalyze(file: string, options: Options): Promise<void> {
  const { format, failOn, role: roles = [], scp } = options;
  if (file === standardInput && scp === standardInput) {
    throw new InvalidInputError("Only one of the two files can be standard input.");
  }
  const limits = scp === undefined ? [] : parseServiceControlPolicies(await readInput(scp), scp);
  const details = parseAuthorizationDetails(await readInput(file));
  const analysis = analyzeRoles(details, { now: new Date(), limits, roles });
  if (failOn !== undefined && hasFindingFrom(analysis, failOn)) process.exitCode = foundExitCode;
  if (format !== "text") tellErrors(analysis);
  await printPieces(joined(pieces(analysis, file, options)));
}

/** Where standard output holds a document, what could not be judged is said beside it. */
function tellErrors({ errors }: RoleAnalysis): void {
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more, all in the output)`;
  createTerminal().say(`lamplight: not judged: ${visibleText(`${first.subject}: ${first.message}`)}${more}`);
}

function pieces(analysis: RoleAnalysis, file: string, { format, role }: Options): Iterable<string> {
  switch (format) {
    case "json":
      return writeAnalysisJson(analysis);
    case "sarif":
      return writeAnalysisSarif(analysis, file === standardInput ? null : file);
    case "text":
      return writeAnalysisText(analysis, { colour: hasColour(), all: role !== undefined });
  }
}

/** `NO_COLOR` and `FORCE_COLOR` are heeded on a terminal; a pipe or file gets none. */
function hasColour(): boolean {
  return process.stdout.isTTY === true && process.stdout.hasColors();
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function* joined(pieces: Iterable<string>): Generator<string> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < writtenCharacters) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}
