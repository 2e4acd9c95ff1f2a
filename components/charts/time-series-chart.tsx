"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { ChartPlane } from "./chart-plane.tsx";
import type { TimeSeriesChartProps } from "./chart-props.ts";
import { PlaceReadout } from "./place-readout.tsx";
import { PlotSkeleton } from "./plot-skeleton.tsx";
import { readSeries } from "./read-series.ts";
import { alignSeries, seriesColor, shiftOnto } from "./series-data.ts";
import { exactTimeTable, shownTimeTable } from "./time-table.ts";
import { TimeTools } from "./time-tools.tsx";
import type { ChartMark, UnknownRange } from "./types.ts";
import { useTimeChart } from "./use-time-chart.ts";

const TimeSeriesPlot = dynamic(() => import("./time-series-plot.tsx").then((module) => module.TimeSeriesPlot), {
  ssr: false,
  loading: () => <PlotSkeleton />,
});

const noMarks: readonly ChartMark[] = [];
const nothingUnknown: readonly UnknownRange[] = [];

/**
 * Values over time. The cursor is on all charts of the page; a click or Enter pins a moment; a drag, or Shift with the
 * arrow keys and Enter, sets the time range of the page.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, reading, height = 240, className, series, unit, kind = "line", previous } = props;
  const { marks = noMarks, unknown = nothingUnknown, incompleteFrom = null, zoomable = true } = props;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const grid = useMemo(() => alignSeries(series), [series]);
  const before = useMemo(() => previousColumns(grid.times, series, previous), [grid, series, previous]);
  const limits = useMemo(
    () => [...(props.limit ? [props.limit] : []), ...(props.limits ?? [])],
    [props.limit, props.limits],
  );
  const chart = useTimeChart(grid.times, zoomable, props.stepMs);
  const read = (index: number) =>
    readSeries(
      { ...chart, series, grid, unit, hidden, before, shiftMs: previous?.shiftMs ?? 0, marks, unknown, incompleteFrom },
      index,
    );
  const columns = [
    ...series.map(({ label }, k) => ({ label, unit, values: grid.columns[k] ?? [] })),
    ...(before ?? []).map((values, k) => ({ label: `${series[k]?.label ?? ""}, previous period`, unit, values })),
  ];
  const first = grid.times[0];
  return (
    <ChartFrame
      title={title}
      reading={reading}
      height={height}
      table={() => shownTimeTable(grid.times, columns, chart.timeHeader, chart.title)}
      csv={() => exactTimeTable(grid.times, columns)}
      caption={chart.caption}
      legend={series
        .map((one, index) => ({ id: one.id, label: one.label, color: seriesColor(one, index) }))
        .filter(({ id }) => !hidden.has(id))}
      tools={first === undefined ? null : <TimeTools at={first} utcDays={chart.utcDays} undo={chart.undo} />}
      {...(className ? { className } : {})}
      footer={
        <>
          {series.length > 1 ? <ChartLegend series={series} hidden={hidden} onChange={setHidden} /> : null}
          {chart.pinned === null ? null : (
            <PlaceReadout reading={read(chart.pinned)} onClose={() => chart.onPin(null)} />
          )}
        </>
      }
    >
      {first === undefined ? (
        <p className="pt-8 text-center text-sm text-muted">Nothing to draw for this time.</p>
      ) : (
        <ChartPlane {...chart} label={title} height={height} times={grid.times} read={read}>
          <TimeSeriesPlot
            {...{ series, unit, kind, grid, marks, unknown, limits, incompleteFrom, hidden, height }}
            previous={before}
            timeZone={chart.timeZone}
            onFollow={chart.onFollow}
          />
        </ChartPlane>
      )}
    </ChartFrame>
  );
}

function previousColumns(
  times: readonly number[],
  series: TimeSeriesChartProps["series"],
  previous: TimeSeriesChartProps["previous"],
): readonly (readonly (number | null)[])[] | null {
  if (!previous) return null;
  return series.map(({ id }) =>
    shiftOnto(times, previous.series.find((one) => one.id === id)?.points ?? [], previous.shiftMs),
  );
}
