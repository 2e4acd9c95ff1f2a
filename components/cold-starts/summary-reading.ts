import { formatDuration, formatNoun, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { RemedySum } from "#lib/domain/starts/remedies/summarise-remedies.ts";
import type { RemedySummaryView } from "#lib/domain/views/cold-starts.ts";

/** The summary in a sentence; of money only what is known. */
export function summaryReading({ sums, judgedWaitedMsPerDay }: RemedySummaryView, canSeeCost: boolean): string {
  const saved = sums.reduce((sum, { savedMsPerDay }) => sum + savedMsPerDay, 0);
  if (saved === 0) return "No remedy has an effect that this fleet's figures prove.";
  const share =
    judgedWaitedMsPerDay > 0
      ? ` of ${formatDuration(judgedWaitedMsPerDay)} (${formatPercent(saved / judgedWaitedMsPerDay)})`
      : "";
  const money = canSeeCost ? `, ${togetherMoney(sums)}` : "";
  return `Together they would take away about ${formatDuration(saved)}${share} of waiting a day${money}.`;
}

/** What all of them cost together, as far as that is known. */
function togetherMoney(sums: readonly RemedySum[]): string {
  const add = (read: (sum: RemedySum) => number) => sums.reduce((total, sum) => total + read(sum), 0);
  const [functions, unpriced, usd] = [
    add((sum) => sum.functions),
    add((sum) => sum.unknownMoney),
    add((sum) => sum.usdPerMonth),
  ];
  if (unpriced === functions) return "at a cost that is not known";
  const known = `${usd < 0 ? `saving ${formatUsd(-usd)}` : `for ${formatUsd(usd)}`} a month at list price`;
  return unpriced > 0 ? `${known}, without ${formatNoun(unpriced, "function")} whose cost is not known` : known;
}
