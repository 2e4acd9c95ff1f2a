import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { ExternalLink } from "#components/ui/external-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { formatExact, formatNoun, formatPercent, formatShare } from "#lib/client/format.ts";
import { failureKindName } from "#lib/domain/failures/failure-kind.ts";
import type { FailureSeriesView } from "#lib/domain/views/failures.ts";
import { ExampleLines } from "./example-lines.tsx";
import { FailureChange } from "./failure-changes.tsx";
import { TrendBadge } from "./trend-badge.tsx";

interface FailureSeriesItemProps {
  readonly functionId: number;
  readonly series: FailureSeriesView;
  /** What the share is of: "reports". */
  readonly basis: string;
  /** The top of all sparklines of the list. */
  readonly max: number;
  readonly changesSince: string;
  readonly canAsk: boolean;
}

/** One kind of failure: how often, how it goes, since when and with which version, and what changed then. */
export function FailureSeriesItem({ functionId, series, basis, max, changesSince, canAsk }: FailureSeriesItemProps) {
  const { kind, errorType, title, trend, trendUnknown, ratio, days } = series;
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-base font-medium [overflow-wrap:anywhere]">{title}</h3>
        {kind === "error" ? <Badge tone="outline">{failureKindName(kind)}</Badge> : null}
        {trend === null ? (
          <span className="text-xs text-faint">{trendWords(trendUnknown)}</span>
        ) : (
          <TrendBadge trend={trend} ratio={ratio} />
        )}
        <Sparkline
          className="ml-auto"
          values={days}
          max={max}
          label={`${title} by day, 28 days, highest ${formatExact(Math.max(0, ...days.map((count) => count ?? 0)))}`}
        />
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Figure term="In this period">{countWords(series, basis)}</Figure>
        <Figure term="First seen">
          <RelativeTime at={series.firstSeen} />
        </Figure>
        <Figure term="Last seen">
          <RelativeTime at={series.lastSeen} />
        </Figure>
        <Figure term="First came with">{versionWords(series)}</Figure>
      </dl>
      <Since series={series} changesSince={changesSince} />
      <div className="flex flex-wrap items-center gap-3 text-sm">
        {canAsk ? <ExampleLines series={{ functionId, kind, errorType }} title={title} /> : null}
        {series.logsHref ? <ExternalLink href={series.logsHref}>Open in Logs Insights</ExternalLink> : null}
      </div>
    </li>
  );
}

function Figure({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}

function countWords({ count, rate }: FailureSeriesView, basis: string): string {
  if (rate === null) return `${formatExact(count)}, of how many is not known`;
  const share = `${formatShare(rate.hits, rate.n)} ${basis}`;
  if (rate.tooFew) return share;
  return `${formatExact(count)}: ${share} (${formatPercent(rate.interval.low)} to ${formatPercent(rate.interval.high)})`;
}

function versionWords({ versions }: FailureSeriesView): string {
  const [first, ...rest] = versions;
  if (first === undefined) return "not told";
  const name = (version: string) =>
    version === "" ? "a version not told" : version === "$LATEST" ? version : `version ${version}`;
  const others =
    rest.length === 0
      ? ""
      : `, then ${rest
          .slice(0, 3)
          .map(({ version }) => name(version))
          .join(", ")}`;
  return `${name(first.version)}${others}${rest.length > 3 ? ` and ${formatNoun(rest.length - 3, "more", "more")}` : ""}`;
}

function trendWords(unknown: FailureSeriesView["trendUnknown"]): string {
  return unknown === "tooFew" ? "Too few to tell a trend" : "No trend: the days before were not read";
}

/** That it began then is said only where the days before would have shown it: a rare failure is seen late. */
function sinceWord(kind: "firstSight" | "rise", trend: FailureSeriesView["trend"]): string {
  if (kind === "rise") return "Rose";
  return trend === "new" ? "Began" : "First seen";
}

function Since({
  series: { onset, changes, trend },
  changesSince,
}: Pick<FailureSeriesItemProps, "series" | "changesSince">) {
  if (onset === null) {
    return (
      <p className="text-sm text-muted">
        When it began is not known: it may be older than what was read, or rose and fell slowly.
      </p>
    );
  }
  return (
    <div className="text-sm">
      <p>
        {sinceWord(onset.kind, trend)} <RelativeTime at={onset.at} />.
        {changes.length > 0 ? " What changed then (close in time, which proves no cause):" : null}
      </p>
      {changes.length > 0 ? (
        <ul className="list-disc pl-5">
          {changes.map((change) => (
            <li key={change.id} className="[overflow-wrap:anywhere]">
              <FailureChange change={change} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">
          No change of the function, its role or that role’s policies is known from the 24 hours before.
          {onset.at < changesSince
            ? " Lamplight has seen this function only since; of the time before, CloudTrail’s events alone are known."
            : ""}
        </p>
      )}
    </div>
  );
}
