import type { TrialChange } from "./reservation-trial.ts";

/** A function as it is set now. */
export interface CurrentSetting {
  readonly name: string;
  readonly reserved: number | null;
  /** By version or alias. */
  readonly provisioned: readonly { readonly qualifier: string; readonly requested: number }[];
}

/**
 * The AWS CLI's lines that do what was tried. What gives concurrency back comes first, so that AWS, which keeps 100
 * executions unreserved at every step, refuses none on the way. Provisioned concurrency belongs to a version or an alias:
 * the one that has some now, else one that is left to fill in.
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
    .toSorted((one, other) => one.grows - other.grows)
    .map(({ command }) => `aws lambda ${command} --region ${region}`);
}

interface Line {
  readonly command: string;
  /** Executions that it claims beyond those of now. */
  readonly grows: number;
}

function reservationLines({ name, reserved }: CurrentSetting, change: TrialChange): Line[] {
  if (change.reserved === reserved) return [];
  const grows = (change.reserved ?? 0) - (reserved ?? 0);
  const command =
    change.reserved === null
      ? `delete-function-concurrency --function-name ${name}`
      : `put-function-concurrency --function-name ${name} --reserved-concurrent-executions ${change.reserved}`;
  return [{ command, grows }];
}

function provisionedLines({ name, provisioned }: CurrentSetting, change: TrialChange): Line[] {
  const now = provisioned.reduce((sum, { requested }) => sum + requested, 0);
  if (change.provisioned === now) return [];
  const [first, ...others] = provisioned.toSorted((one, other) => other.requested - one.requested);
  const kept = others.reduce((sum, { requested }) => sum + requested, 0);
  const count = Math.max(0, change.provisioned - kept);
  const of = `--function-name ${name} --qualifier ${first?.qualifier ?? "ALIAS_OR_VERSION"}`;
  const grows = change.provisioned - now;
  if (count > 0) {
    return [
      { command: `put-provisioned-concurrency-config ${of} --provisioned-concurrent-executions ${count}`, grows },
    ];
  }
  return first === undefined ? [] : [{ command: `delete-provisioned-concurrency-config ${of}`, grows }];
}
