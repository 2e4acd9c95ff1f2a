import type { TrialChange } from "./reservation-trial.ts";

/** Changes that an address holds at most. */
export const mostChanges = 30;
/** More than any account's limit. */
const most = 1_000_000;
const functionName = /^[A-Za-z0-9_-]{1,140}$/;

/**
 * A trial as it stands in an address: `name:reserved:provisioned`, separated by commas; `-` is no reservation. Names of
 * functions hold neither colons nor commas.
 */
export function writeTrial(changes: readonly TrialChange[]): string {
  return changes
    .slice(0, mostChanges)
    .map(({ name, reserved, provisioned }) => `${name}:${reserved ?? "-"}:${provisioned}`)
    .join(",");
}

/** What an address asks to try; parts that say nothing sensible are left out, and a function counts once. */
export function readTrial(text: string | null): TrialChange[] {
  if (text === null || text.length > mostChanges * 170) return [];
  const changes = new Map<string, TrialChange>();
  for (const part of text.split(",").slice(0, mostChanges)) {
    const [name = "", reservedText = "", provisionedText = "", ...more] = part.split(":");
    const reserved = reservedText === "-" ? null : wholeNumber(reservedText);
    const provisioned = wholeNumber(provisionedText);
    if (more.length > 0 || !functionName.test(name) || reserved === undefined || provisioned === undefined) continue;
    changes.set(name, { name, reserved, provisioned });
  }
  return [...changes.values()];
}

/** A number of executions as people write it; undefined for anything else. */
export function wholeNumber(text: string): number | undefined {
  if (!/^\d{1,7}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
}
