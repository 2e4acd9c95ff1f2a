import { Heatmap } from "#components/charts/heatmap.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatCount, formatNoun, formatPercent } from "#lib/client/format.ts";
import type { StartWeekView } from "#lib/domain/views/cold-starts.ts";

const title = "When in the week callers wait";
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The cold-start rate by hour and weekday. */
export function StartWeek({ view }: { readonly view: StartWeekView | null }) {
  if (view === null)
    return (
      <Card className="mt-8" aria-label={title}>
        <CardHeader title={title} />
        <CardBody className="text-sm text-muted">
          Single hours are kept for two weeks, and none of this period is among them.
        </CardBody>
      </Card>
    );
  return (
    <Heatmap className="mt-8" title={title} reading={reading(view)} unit="ratio" values={view.shares} zone="UTC" />
  );
}

function reading({ shares, functions, reports, from, to }: StartWeekView): string {
  const cells = shares.flatMap((row, day) =>
    row.flatMap((share, hour) => (share === null ? [] : [{ share, day, hour }])),
  );
  const worst = cells.toSorted((a, b) => b.share - a.share)[0];
  const base = `${formatCount(reports)} reports of the ${formatNoun(functions, "function")} with the longest waits, ${from.slice(0, 16).replace("T", " ")} to ${to.slice(0, 16).replace("T", " ")} UTC (single hours are read from connection on and kept for two weeks)`;
  if (!worst) return `Too few reports in every hour for a share: ${base}.`;
  return `Most on ${days[worst.day]} at ${worst.hour}:00 UTC (${formatPercent(worst.share)}). ${base}; hours with fewer than 30 reports are left out.`;
}
