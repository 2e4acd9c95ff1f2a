import type { ChartMark, ChartSeries, PreviousSeries, UnknownRange } from "#components/charts/types.ts";
import { FEW, formatNoun } from "#lib/client/format.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { FunctionMoment, FunctionSeriesView, MomentField } from "#lib/domain/views/function-series.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

/** A figure of a moment as a chart draws it; null is a gap. */
export type MomentValue = (moment: FunctionMoment) => number | null;

/** One series of the function's moments, by a field or by what is worked out of several. */
export function momentSeries(
  moments: readonly FunctionMoment[],
  id: string,
  label: string,
  value: MomentField | MomentValue,
  color?: string,
): ChartSeries {
  const read: MomentValue = typeof value === "function" ? value : (moment) => moment[value];
  return {
    id,
    label,
    points: moments.map((moment) => ({ t: moment.at, v: read(moment) })),
    ...(color ? { color } : {}),
  };
}

/** Series of the period and, where it is compared, the same of the period before. */
export function withPrevious(
  view: FunctionSeriesView,
  build: (moments: readonly FunctionMoment[]) => readonly ChartSeries[],
): { readonly series: readonly ChartSeries[]; readonly previous?: PreviousSeries } {
  const { moments, previous } = view;
  return {
    series: build(moments),
    ...(previous ? { previous: { series: build(previous.moments), shiftMs: previous.shiftMs } } : {}),
  };
}

/** Share of reports that came with a start; of too few reports there is none. */
export const startShare: MomentValue = ({ reports, coldStarts, restores, initFailures }) =>
  reports === null || reports < FEW
    ? null
    : Math.min(1, ((coldStarts ?? 0) + (restores ?? 0) + (initFailures ?? 0)) / reports);

/** Stretches of moments of which nothing is known, one range for each reason that follows on another. */
export function unknownRanges(
  moments: readonly FunctionMoment[],
  stepMs: number,
  reasonOf: (moment: FunctionMoment) => string | null,
): UnknownRange[] {
  const ranges: { from: string; to: string; reason: string }[] = [];
  for (const moment of moments) {
    const reason = reasonOf(moment);
    if (reason === null) continue;
    const to = new Date(Date.parse(moment.at) + stepMs).toISOString();
    const open = ranges.at(-1);
    if (open?.to === moment.at && open.reason === reason) open.to = to;
    else ranges.push({ from: moment.at, to, reason });
  }
  return ranges;
}

type Lifetime = Pick<FunctionThing, "deletedAt">;

/** Why nothing is known of a moment's metrics; null where it is. */
export function metricsReason(view: FunctionSeriesView, { deletedAt }: Lifetime) {
  return (moment: FunctionMoment): string | null => {
    if (moment.invocations !== null) return null;
    if (deletedAt !== null && moment.at >= deletedAt) return "AWS no longer lists the function.";
    if (view.metricsReason !== null) return view.metricsReason;
    return moment.at === view.incompleteFrom
      ? "Its metrics are read with a later sync."
      : "No sync has read metrics of this time.";
  };
}

/** Why nothing is known of a moment's log reports; null where it is, and where nothing ran. */
export function reportsReason(view: FunctionSeriesView, lifetime: Lifetime) {
  const [first] = view.reportReasons;
  const unread = metricsReason(view, lifetime);
  return (moment: FunctionMoment): string | null => {
    if (moment.reports !== null || moment.invocations === 0) return null;
    if (lifetime.deletedAt !== null && moment.at >= lifetime.deletedAt) return unread(moment);
    return first ?? "No log report was read of this time.";
  };
}

/** The function's changes on the axis, each leading to where it is told in full. */
export function changeMarks({ changes }: FunctionSeriesView, arn: string): ChartMark[] {
  return changes.map(({ id, at, summary }) => ({
    t: at,
    label: summary,
    tone: "change",
    href: `${functionHref(arn)}?tab=history#change-${id}`,
  }));
}

const mostThrottleMarks = 12;

/** The moments with most throttles. */
export function throttleMarks({ moments }: FunctionSeriesView): ChartMark[] {
  return moments
    .filter(({ throttles }) => (throttles ?? 0) > 0)
    .toSorted((a, b) => (b.throttles ?? 0) - (a.throttles ?? 0))
    .slice(0, mostThrottleMarks)
    .map(({ at, throttles }) => ({ t: at, label: formatNoun(throttles ?? 0, "throttle"), tone: "throttle" }));
}
