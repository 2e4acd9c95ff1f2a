import { formatExact, formatNoun, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { ProvisionedConcurrency } from "#lib/domain/views/concurrency.ts";

/** What is told of all that is provisioned in one sentence or three; what is not known is said, not counted as none. */
export function provisionedText(provisioned: readonly ProvisionedConcurrency[], canSeeCost: boolean): string {
  if (provisioned.length === 0)
    return "No version or alias of this scope has provisioned concurrency, as far as it was read.";
  const count = formatNoun(provisioned.length, "version or alias", "versions and aliases");
  return `${count} with provisioned concurrency. ${idleText(provisioned, canSeeCost)} ${spillText(provisioned)}`;
}

function idleText(provisioned: readonly ProvisionedConcurrency[], canSeeCost: boolean): string {
  const known = provisioned.flatMap(({ allocated, idleShare }) =>
    idleShare === null ? [] : [{ allocated, idleShare }],
  );
  const weight = known.reduce((sum, { allocated }) => sum + allocated, 0);
  if (weight === 0) return "How much of it is used is not known.";
  const idle = known.reduce((sum, { allocated, idleShare }) => sum + allocated * idleShare, 0);
  const usd = provisioned.flatMap(({ money }) =>
    money?.state === "known" && money.idleUsdPerMonth !== null ? [money.idleUsdPerMonth] : [],
  );
  const total = usd.reduce((sum, one) => sum + one, 0);
  const cost = canSeeCost && usd.length > 0 ? `, ${formatUsd(total)} a month where prices are known` : "";
  return `On average ${formatPercent(idle / weight)} of it lay idle${cost}.`;
}

function spillText(provisioned: readonly ProvisionedConcurrency[]): string {
  const known = provisioned.flatMap(({ spillover }) => spillover ?? []);
  const unread = provisioned.length - known.length;
  if (known.length === 0) return "Whether any spilled over is not known.";
  const spilled = `${formatExact(known.filter((count) => count > 0).length)} spilled over`;
  return unread === 0 ? `${spilled}.` : `${spilled}; of ${formatExact(unread)} it is not known.`;
}
