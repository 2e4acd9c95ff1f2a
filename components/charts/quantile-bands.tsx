"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { formatCount } from "#lib/client/format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartPlane } from "./chart-plane.tsx";
import type { QuantileBandsProps, QuantilePoint } from "./chart-props.ts";
import { PlaceReadout } from "./place-readout.tsx";
import { PlotSkeleton } from "./plot-skeleton.tsx";
import { alignSeries, shiftOnto } from "./series-data.ts";
import { momentNotes, readingValue } from "./time-reading.ts";
import { exactTimeTable, shownTimeTable } from "./time-table.ts";
import { TimeTools } from "./time-tools.tsx";
import type { ChartMark, PlaceReading, UnknownRange } from "./types.ts";
import { useTimeChart } from "./use-time-chart.ts";

const QuantileBandsPlot = dynamic(
  () => import("./quantile-bands-plot.tsx").then((module) => module.QuantileBandsPlot),
  { ssr: false, loading: () => <PlotSkeleton /> },
);

export type { QuantileBandsProps } from "./chart-props.ts";

const color = "var(--color-series-1)";
const names = ["p99", "p95", "p50"] as const;
const noMarks: readonly ChartMark[] = [];
const nothingUnknown: readonly UnknownRange[] = [];

/** The median as a line, up to p95 and p99 as bands above it. */
export function QuantileBands(props: QuantileBandsProps) {
  const { title, reading, height = 240, className, points, unit, previous, zoomable = true } = props;
  const { marks = noMarks, unknown = nothingUnknown, incompleteFrom = null } = props;
  const { times, columns, counts } = useMemo(() => columnsOf(points), [points]);
  const before = useMemo(() => (previous ? beforeColumns(times, previous) : null), [times, previous]);
  const limits = useMemo(() => (props.limit ? [props.limit] : []), [props.limit]);
  const chart = useTimeChart(times, zoomable, props.stepMs);
  const read = (index: number): PlaceReading => {
    const t = times[index] ?? 0;
    return {
      title: chart.title(t),
      values: [
        ...names.map((name) => readingValue({ id: name, label: name, color }, columns[name][index] ?? null, unit)),
        { id: "n", label: "n", color: null, text: formatCount(counts[index] ?? 0) },
        ...(before && previous
          ? (["p95", "p50"] as const).map((name) => ({
              ...readingValue(
                { id: `${name} before`, label: `${name}, ${chart.shortTitle(t - previous.shiftMs)}`, color },
                before[name][index] ?? null,
                unit,
              ),
              dashed: true,
            }))
          : []),
      ],
      notes: momentNotes({ t, end: chart.endOf(index), marks, unknown, incompleteFrom }),
    };
  };
  const own = [
    ...(["p50", "p95", "p99"] as const).map((name) => ({ label: name, unit, values: columns[name] })),
    { label: "n", unit: "count" as const, values: counts },
    ...(before
      ? (["p50", "p95"] as const).map((name) => ({ label: `${name}, previous period`, unit, values: before[name] }))
      : []),
  ];
  const first = times[0];
  return (
    <ChartFrame
      title={title}
      reading={reading}
      height={height}
      table={() => shownTimeTable(times, own, chart.timeHeader, chart.title)}
      csv={() => exactTimeTable(times, own)}
      caption={`${chart.caption}; line p50, bands up to p95 and p99`}
      tools={first === undefined ? null : <TimeTools at={first} utcDays={chart.utcDays} undo={chart.undo} />}
      {...(className ? { className } : {})}
      footer={
        chart.pinned === null ? null : <PlaceReadout reading={read(chart.pinned)} onClose={() => chart.onPin(null)} />
      }
    >
      {first === undefined ? (
        <p className="pt-8 text-center text-sm text-muted">Nothing to draw for this time.</p>
      ) : (
        <ChartPlane {...chart} label={title} height={height} times={times} read={read}>
          <QuantileBandsPlot
            {...{ times, columns, unit, marks, unknown, limits, incompleteFrom, height }}
            previous={before}
            timeZone={chart.timeZone}
            onFollow={chart.onFollow}
          />
        </ChartPlane>
      )}
    </ChartFrame>
  );
}

function columnsOf(points: readonly QuantilePoint[]) {
  const column = (read: (point: QuantilePoint) => number | null) => ({
    points: points.map((point) => ({ t: point.t, v: read(point) })),
  });
  const { times, columns } = alignSeries([
    column((p) => p.p50),
    column((p) => p.p95),
    column((p) => p.p99),
    column((p) => p.n),
  ]);
  const [p50 = [], p95 = [], p99 = [], n = []] = columns;
  return { times, columns: { p50, p95, p99 }, counts: n.map((count) => count ?? 0) };
}

function beforeColumns(times: readonly number[], { points, shiftMs }: NonNullable<QuantileBandsProps["previous"]>) {
  const column = (name: "p50" | "p95" | "p99") =>
    shiftOnto(
      times,
      points.map((point) => ({ t: point.t, v: point[name] })),
      shiftMs,
    );
  return { p50: column("p50"), p95: column("p95"), p99: column("p99") };
}
