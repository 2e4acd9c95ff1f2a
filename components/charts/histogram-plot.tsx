"use client";

import { memo, useMemo } from "react";
import { Bar, BarChart, CartesianGrid, usePlotArea, useXAxisScale, XAxis, YAxis } from "recharts";
import { formatCount, formatUnit } from "#lib/client/format.ts";
import type { HistogramChartProps } from "./chart-props.ts";
import { axisTick, gridProps, plotMargin, plotRoom } from "./plot-theme.ts";
import { valueAxis } from "./value-axis.ts";

interface HistogramPlotProps extends Pick<HistogramChartProps, "buckets" | "unit" | "quantiles"> {
  readonly height: number;
}

const labelLine = 13;

/** The picture of HistogramChart. */
export const HistogramPlot = memo(function HistogramPlot({
  buckets,
  unit,
  quantiles = [],
  height,
}: HistogramPlotProps) {
  const data = useMemo(() => buckets.map((bucket, index) => ({ ...bucket, index })), [buckets]);
  const counts = valueAxis(
    buckets.map(({ count }) => count),
    "count",
  );
  return (
    <BarChart
      responsive
      data={data}
      margin={{ ...plotMargin, top: plotRoom.top + quantiles.length * labelLine }}
      barCategoryGap={1}
      style={{ width: "100%", height }}
      accessibilityLayer={false}
    >
      <CartesianGrid {...gridProps} />
      <XAxis
        dataKey="index"
        height={plotRoom.bottom}
        tickFormatter={(index: number) => formatUnit(data[index]?.from ?? 0, unit)}
        tick={axisTick}
        tickLine={false}
        interval="equidistantPreserveStart"
        minTickGap={16}
        axisLine={{ stroke: "var(--color-line-strong)" }}
      />
      <YAxis
        width={plotRoom.left}
        domain={[...counts.domain]}
        ticks={[...counts.ticks]}
        tickFormatter={formatCount}
        interval="preserveStart"
        tick={axisTick}
        tickLine={false}
        axisLine={false}
      />
      <Bar dataKey="count" fill="var(--color-series-1)" isAnimationActive={false} />
      <QuantileMarks buckets={buckets} quantiles={quantiles} unit={unit} />
    </BarChart>
  );
});

/** Percentiles as lines, their names one under the other, so that near ones can be read. */
function QuantileMarks({ buckets, quantiles = [], unit }: Omit<HistogramPlotProps, "height">) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  if (!scale || !area) return null;
  return quantiles.map(({ label, value }, k) => {
    const index = buckets.findIndex(({ to }) => value < to);
    const x = scale(index < 0 ? buckets.length - 1 : index, { position: "middle" });
    if (x === undefined) return null;
    const y = area.y - (quantiles.length - k - 1) * labelLine - 4;
    const onLeft = x > area.x + area.width * 0.7;
    return (
      <g key={label}>
        <path d={`M${x} ${y - 4}V${area.y + area.height}`} stroke="var(--color-ink)" strokeDasharray="3 3" />
        <text
          x={onLeft ? x - 4 : x + 4}
          y={y}
          textAnchor={onLeft ? "end" : "start"}
          fontSize={11}
          fill="var(--color-muted)"
          // The line of a neighbour may run behind it.
          stroke="var(--color-surface)"
          strokeWidth={4}
          paintOrder="stroke"
        >
          {`${label} ${formatUnit(value, unit)}`}
        </text>
      </g>
    );
  });
}
