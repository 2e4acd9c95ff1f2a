import type { TrialChange } from "./reservation-trial.ts";

/** A function as it is set now. */
export interface CurrentSetting {
  readonly name: string;
  readonly reserved: number | null;
  /** By version or alias. */
  readonly provisioned: readonly { readonly qualifier: string; readonly requested: number }[];
}

/** The order in which AWS takes them all: see `trialCommands`. */
const phases = ["lessProvisioned", "lessReserved", "moreReserved", "moreProvisioned"] as const;

interface Line {
  readonly phase: (typeof phases)[number];
  readonly words: readonly string[];
}

/**
 * The AWS CLI's lines that do what was tried. What gives concurrency back comes first, so that AWS, which keeps some
 * executions unreserved at every step, refuses none on the way; and of one function provisioned concurrency shrinks before
 * its reservation and grows after it, since it may never be more. Provisioned concurrency belongs to a version or an alias:
 * more goes to the one that has most now, else to one that is left to fill in; less is taken from the largest on.
 */
export function trialCommands(
  region: string,
  current: readonly CurrentSetting[],
  changes: readonly TrialChange[],
): readonly string[] {
  const byName = new Map(current.map((setting) => [setting.name, setting]));
  const lines = changes.flatMap((change) => {
    const setting = byName.get(change.name);
    return setting === undefined ? [] : [...reservationLines(setting, change), ...provisionedLines(setting, change)];
  });
  return lines
    .toSorted((one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase))
    .map(({ words }) => ["aws", "lambda", ...words, "--region", region].map(shellWord).join(" "));
}

/** A word as a POSIX shell takes it literally: names are AWS's, but nothing that a shell would read is passed on. */
function shellWord(word: string): string {
  return /^[A-Za-z0-9_.:/=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function reservationLines({ name, reserved }: CurrentSetting, change: TrialChange): Line[] {
  if (change.reserved === reserved) return [];
  const phase = (change.reserved ?? 0) < (reserved ?? 0) ? "lessReserved" : "moreReserved";
  const words =
    change.reserved === null
      ? ["delete-function-concurrency", "--function-name", name]
      : [
          ...["put-function-concurrency", "--function-name", name],
          ...["--reserved-concurrent-executions", String(change.reserved)],
        ];
  return [{ phase, words }];
}

function provisionedLines({ name, provisioned }: CurrentSetting, change: TrialChange): Line[] {
  const now = provisioned.reduce((sum, { requested }) => sum + requested, 0);
  const largestFirst = provisioned.toSorted((one, other) => other.requested - one.requested);
  if (change.provisioned > now) {
    const { qualifier, requested } = largestFirst[0] ?? { qualifier: "ALIAS_OR_VERSION", requested: 0 };
    return [provisionedLine("moreProvisioned", { name, qualifier }, requested + change.provisioned - now)];
  }
  const lines: Line[] = [];
  let tooMany = now - change.provisioned;
  for (const { qualifier, requested } of largestFirst) {
    if (tooMany === 0) break;
    const taken = Math.min(requested, tooMany);
    lines.push(provisionedLine("lessProvisioned", { name, qualifier }, requested - taken));
    tooMany -= taken;
  }
  return lines;
}

function provisionedLine(
  phase: Line["phase"],
  { name, qualifier }: { readonly name: string; readonly qualifier: string },
  count: number,
): Line {
  const of = ["--function-name", name, "--qualifier", qualifier];
  return count === 0
    ? { phase, words: ["delete-provisioned-concurrency-config", ...of] }
    : {
        phase,
        words: [
          ...["put-provisioned-concurrency-config", ...of],
          ...["--provisioned-concurrent-executions", String(count)],
        ],
      };
}
