"use client";

import { useId, useMemo, useState } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  type MouseHandlerDataParam,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatInstant } from "#lib/client/format-time.ts";
import { AxisMark } from "./axis-mark.tsx";
import type { TimeSeriesChartProps } from "./chart-props.ts";
import { Hatch } from "./hatch.tsx";
import { amountDomain, axisTick, gridProps, hatchFill, margin, valueTick } from "./plot-theme.ts";
import { joinSeries, type SeriesRow, seriesColor } from "./series-data.ts";
import { SeriesValues } from "./series-values.tsx";
import { timeAxis } from "./time-axis.ts";
import { TooltipBox } from "./tooltip-box.tsx";

interface TimeSeriesPlotProps extends Omit<TimeSeriesChartProps, "title" | "reading" | "className"> {
  readonly height: number;
  readonly timeZone: string;
  readonly hidden: ReadonlySet<string>;
  readonly pinned: number | null;
  readonly onPin: (t: number) => void;
  readonly onZoom: (from: number, to: number) => void;
}

/** The Recharts side of TimeSeriesChart; loaded when a chart is on the page. */
export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const {
    series,
    unit,
    kind = "line",
    marks = [],
    unknown = [],
    incompleteFrom = null,
    limit,
    height,
    timeZone,
    hidden,
    pinned,
  } = props;
  const hatch = useId().replaceAll(":", "");
  const stacked = kind === "stacked";
  const rows = useMemo(() => joinSeries(series, stacked ? null : incompleteFrom), [series, incompleteFrom, stacked]);
  const drag = useDrag(props);
  const first = rows[0]?.t ?? 0;
  const last = rows.at(-1)?.t ?? 0;
  const axis = timeAxis(first, last, timeZone);
  const shown = series
    .map((one, index) => ({ one, color: seriesColor(one, index) }))
    .filter(({ one }) => !hidden.has(one.id));
  return (
    <ComposedChart
      responsive
      data={rows}
      margin={margin}
      style={{ width: "100%", height }}
      accessibilityLayer
      {...drag.handlers}
    >
      <Hatch id={hatch} />
      <CartesianGrid {...gridProps} />
      <XAxis
        dataKey="t"
        type="number"
        scale="time"
        domain={[first, last]}
        ticks={axis.ticks}
        tickFormatter={axis.format}
        tick={axisTick}
        tickLine={false}
        axisLine={{ stroke: "var(--color-line-strong)" }}
      />
      <YAxis
        width="auto"
        domain={amountDomain}
        tickFormatter={valueTick(unit)}
        tick={axisTick}
        tickLine={false}
        axisLine={false}
      />
      {unknown.map((range) => (
        <ReferenceArea
          key={range.from}
          x1={Math.max(first, Date.parse(range.from))}
          x2={Math.min(last, Date.parse(range.to))}
          fill={hatchFill(hatch)}
          fillOpacity={1}
          label={{ value: "not known", fontSize: 10, fill: "var(--color-faint)" }}
        />
      ))}
      {stacked && incompleteFrom && Date.parse(incompleteFrom) <= last ? (
        <ReferenceLine x={Date.parse(incompleteFrom)} stroke="var(--color-line-strong)" strokeDasharray="3 3" />
      ) : null}
      {shown.map(({ one, color }) =>
        kind === "line" ? (
          <Line
            key={one.id}
            dataKey={(row: SeriesRow) => row.values[one.id]}
            name={one.label}
            stroke={color}
            strokeWidth={1.75}
            dot={false}
            activeDot={{ r: 3 }}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
          />
        ) : (
          <Area
            key={one.id}
            dataKey={(row: SeriesRow) => row.values[one.id]}
            name={one.label}
            {...(stacked ? { stackId: "all" } : {})}
            stroke={color}
            strokeWidth={1.5}
            fill={color}
            fillOpacity={stacked ? 0.55 : 0.14}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
          />
        ),
      )}
      {incompleteFrom && !stacked
        ? shown.map(({ one, color }) => (
            <Line
              key={`${one.id}-tail`}
              dataKey={(row: SeriesRow) => row.tails[one.id]}
              legendType="none"
              stroke={color}
              strokeWidth={1.75}
              strokeDasharray="4 3"
              dot={false}
              activeDot={false}
              type="linear"
              isAnimationActive={false}
            />
          ))
        : null}
      {limit ? (
        <ReferenceLine
          y={limit.value}
          ifOverflow="extendDomain"
          stroke="var(--color-critical)"
          strokeDasharray="6 3"
          label={{ value: limit.label, position: "insideTopRight", fontSize: 11, fill: "var(--color-critical)" }}
        />
      ) : null}
      {marks.map((mark) => (
        <ReferenceLine
          key={`${mark.t} ${mark.label}`}
          x={Date.parse(mark.t)}
          stroke="var(--color-muted)"
          strokeOpacity={0.6}
          strokeDasharray="2 3"
          label={<AxisMark mark={mark} />}
        />
      ))}
      {pinned === null ? null : <ReferenceLine x={pinned} stroke="var(--color-accent)" />}
      {drag.range ? (
        <ReferenceArea x1={drag.range[0]} x2={drag.range[1]} fill="var(--color-accent)" fillOpacity={0.15} />
      ) : null}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--color-line-strong)" }}
        content={({ active, label }) =>
          active && typeof label === "number" ? (
            <TooltipBox title={formatInstant(new Date(label), timeZone)}>
              <SeriesValues at={label} series={series} unit={unit} />
            </TooltipBox>
          ) : null
        }
      />
    </ComposedChart>
  );
}

/** A click pins the moment under the pointer; a drag over two buckets or more asks for that time. */
function useDrag({ onPin, onZoom }: Pick<TimeSeriesPlotProps, "onPin" | "onZoom">) {
  const [range, setRange] = useState<readonly [number, number] | null>(null);
  const at = ({ activeLabel }: MouseHandlerDataParam) => (activeLabel === undefined ? null : Number(activeLabel));
  function finish(state: MouseHandlerDataParam) {
    const end = at(state) ?? range?.[1] ?? null;
    setRange(null);
    if (range === null || end === null) return;
    if (range[0] === end) onPin(end);
    else onZoom(Math.min(range[0], end), Math.max(range[0], end));
  }
  return {
    range: range && range[0] !== range[1] ? range : null,
    handlers: {
      onMouseDown: (state: MouseHandlerDataParam) => {
        const start = at(state);
        if (start !== null) setRange([start, start]);
      },
      onMouseMove: (state: MouseHandlerDataParam) => {
        const now = at(state);
        if (range !== null && now !== null && now !== range[1]) setRange([range[0], now]);
      },
      onMouseUp: finish,
      onMouseLeave: () => setRange(null),
    },
  };
}
