import { EmptyGood } from "#components/states/empty-good.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatCount, formatExact, formatNoun } from "#lib/client/format.ts";
import type { FleetFailuresView, FleetFailureView } from "#lib/domain/views/failures.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { FailureChange } from "./failure-changes.tsx";
import { TrendBadge } from "./trend-badge.tsx";

/** What fails in the fleet since when, and what changed then: new and rising series, the most pressing first. */
export function FleetFailuresCard({ failures }: { readonly failures: FleetFailuresView }) {
  const { series, untold, isCut, read, ran, checkedAt } = failures;
  return (
    <Card aria-label="What fails since when">
      <CardHeader title="What fails since when" reading={readingOf(failures)} />
      <CardBody>
        {series.length > 0 ? (
          <ul className="divide-y divide-line">
            {series.map((one) => (
              <Item key={`${one.functionArn} ${one.kind} ${one.errorType}`} one={one} />
            ))}
          </ul>
        ) : read > 0 && (untold > 0 || isCut) ? (
          <p className="py-6 text-center text-sm text-muted">{untoldWords(failures)}</p>
        ) : read > 0 ? (
          <EmptyGood
            title="Nothing fails that did not fail before."
            checkedAt={checkedAt}
            where={`the logs of ${formatCount(read)} of ${formatNoun(ran, "function")} that ran`}
          />
        ) : (
          <p className="py-6 text-center text-sm text-muted">
            No logs of the last seven days were read in this scope, so what fails is not known.
          </p>
        )}
        {series.some(({ change }) => change !== null) ? (
          <p className="mt-2 text-xs text-faint">Changes are those closest in time, which proves no cause.</p>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Item({ one }: { readonly one: FleetFailureView }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 py-2 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <TextLink href={`${functionHref(one.functionArn)}?tab=starts`} className="one-line font-medium">
            {one.functionName}
          </TextLink>
          <TrendBadge trend={one.trend} ratio={one.ratio} />
        </p>
        <p className="[overflow-wrap:anywhere]">
          {one.title}, {formatNoun(one.count, "time")} in 7 days
        </p>
        <p className="text-xs text-muted [overflow-wrap:anywhere]">
          {one.onset === null ? (
            "When it began is not known."
          ) : (
            <>
              {one.onset.kind === "rise" ? "Rose" : "Began"} <RelativeTime at={one.onset.at} />
              {one.onset.kind === "rise" ? "" : versionWords(one.firstVersion)}.{" "}
              {one.change === null ? (
                "No change is known from the 24 hours before."
              ) : (
                <FailureChange change={one.change} />
              )}
            </>
          )}
        </p>
      </div>
      <Sparkline
        values={one.days}
        label={`${one.title} by day, 28 days, highest ${formatExact(Math.max(0, ...one.days.map((count) => count ?? 0)))}`}
      />
    </li>
  );
}

/** Most functions run as $LATEST, whose code tells nothing by its name. */
function versionWords(version: string | null): string {
  return version === null || !/^\d+$/.test(version) ? "" : `, with version ${version}`;
}

/** Nothing is known to be new or rising, which is not that nothing is. */
function untoldWords({ untold, isCut }: FleetFailuresView): string {
  const unread =
    untold === 0
      ? ""
      : ` Of ${formatNoun(untold, "kind")} of failure it cannot be told: the days before were not read, or too few of them.`;
  const more = isCut ? " More kinds of failure came of late than were looked at." : "";
  return `No failure is known to be new or rising.${unread}${more}`;
}

function readingOf({ series, new: fresh, rising, untold, isCut, read, ran }: FleetFailuresView): string {
  const seen = `seen in the logs of ${formatCount(read)} of ${formatNoun(ran, "function")} that ran`;
  if (series.length === 0 && (read === 0 || untold > 0 || isCut)) return "Not known.";
  if (series.length === 0) return `No failure is new or rising, as ${seen}.`;
  const least = isCut ? "At least " : "";
  const rest = fresh + rising - series.length;
  return `${least}${formatCount(fresh)} new, ${formatCount(rising)} rising, ${seen}${rest > 0 ? `; the first ${series.length} are shown` : ""}${untold > 0 ? `; since when ${formatNoun(untold, "more kind")} of failure ${untold === 1 ? "is" : "are"} there cannot be told` : ""}.`;
}
