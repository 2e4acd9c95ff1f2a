import { remedyNames } from "#components/start-remedies/remedy-words.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatCount, formatDuration, formatNoun, formatUsd } from "#lib/client/format.ts";
import type { RemedySum } from "#lib/domain/starts/remedies/summarise-remedies.ts";
import type { RemedySummaryView } from "#lib/domain/views/cold-starts.ts";
import { summaryReading } from "./summary-reading.ts";

interface RemedySummaryProps {
  readonly view: RemedySummaryView;
  readonly canSeeCost: boolean;
}

/** What would help most over the fleet: the best remedy of each function, added up, each function once. */
export function RemedySummary({ view, canSeeCost }: RemedySummaryProps) {
  if (view.judged === 0) return null;
  const { sums, judged, without, judgedWaitedMsPerDay } = view;
  const largest = Math.max(0, ...sums.map(({ savedMsPerDay }) => savedMsPerDay));
  return (
    <Card className="mt-8" aria-label="What would help most">
      <CardHeader title="What would help most" reading={summaryReading(view, canSeeCost)} />
      <CardBody>
        <ul className="grid gap-2">
          {sums.map((sum) => (
            <li key={sum.kind} className="grid gap-x-4 gap-y-0.5 text-sm sm:grid-cols-[13rem_1fr_auto] sm:items-center">
              <span>
                <strong className="font-medium">{remedyNames[sum.kind]}</strong>{" "}
                <span className="text-faint">for {formatNoun(sum.functions, "function")}</span>
              </span>
              <span aria-hidden className="h-3 bg-sunken">
                <span
                  className="block h-full bg-series-1/60"
                  style={{ width: `max(2px, ${(sum.savedMsPerDay / largest) * 100}%)` }}
                />
              </span>
              <span className="tabular sm:text-right">
                {formatDuration(sum.savedMsPerDay)} a day
                <span className="ml-1 text-xs text-faint">at least {formatDuration(sum.surelySavedMsPerDay)}</span>
                {canSeeCost ? <span className="ml-2">{moneyOf(sum)}</span> : null}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-2 text-xs text-faint">
          The best remedy of each of the {formatNoun(judged, "function")} with the longest waits (
          {formatDuration(judgedWaitedMsPerDay)} a day together), each function once
          {without > 0 ? `; for ${formatCount(without)} of them no effect is known` : ""}. Best: of those that cost
          nothing the one that surely takes away most; one that costs money where it takes away four times as much.
          Associations in this fleet, not causes.
        </p>
      </CardBody>
    </Card>
  );
}

function moneyOf({ usdPerMonth, unknownMoney, functions }: RemedySum): string {
  if (unknownMoney === functions) return "cost not known";
  const known = usdPerMonth < 0 ? `saves ${formatUsd(-usdPerMonth)}` : formatUsd(usdPerMonth);
  return `${known} a month${unknownMoney > 0 ? `, ${formatCount(unknownMoney)} not priced` : ""}`;
}
