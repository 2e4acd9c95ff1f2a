"use client";

import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount, formatUnit } from "#lib/client/format.ts";
import type { HistogramChartProps } from "./chart-props.ts";
import { amountDomain, axisTick, gridProps, margin, valueTick } from "./plot-theme.ts";
import { TooltipBox } from "./tooltip-box.tsx";

type HistogramPlotProps = Omit<HistogramChartProps, "title" | "reading" | "className"> & { readonly height: number };

/** The Recharts side of HistogramChart. */
export function HistogramPlot({ buckets, unit, noun, quantiles = [], height }: HistogramPlotProps) {
  const data = buckets.map((bucket, index) => ({ ...bucket, index }));
  const indexOf = (value: number) => data.find(({ to }) => value < to)?.index ?? data.length - 1;
  return (
    <BarChart
      responsive
      data={data}
      margin={{ ...margin, top: 20 }}
      barCategoryGap={1}
      style={{ width: "100%", height }}
      accessibilityLayer
    >
      <CartesianGrid {...gridProps} />
      <XAxis
        dataKey="index"
        tickFormatter={(index: number) => formatUnit(data[index]?.from ?? 0, unit)}
        tick={axisTick}
        tickLine={false}
        interval="preserveStartEnd"
        minTickGap={24}
        axisLine={{ stroke: "var(--color-line-strong)" }}
      />
      <YAxis
        width="auto"
        domain={amountDomain}
        tickFormatter={valueTick("count")}
        tick={axisTick}
        tickLine={false}
        axisLine={false}
      />
      <Bar dataKey="count" fill="var(--color-series-1)" isAnimationActive={false} />
      {quantiles.map(({ label, value }) => (
        <ReferenceLine
          key={label}
          x={indexOf(value)}
          stroke="var(--color-ink)"
          strokeDasharray="3 3"
          label={{
            value: `${label} ${formatUnit(value, unit)}`,
            position: "top",
            fontSize: 11,
            fill: "var(--color-muted)",
          }}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--color-hover)" }}
        content={({ active, label }) => {
          const bucket = data[Number(label)];
          return active && bucket ? (
            <TooltipBox title={`${formatUnit(bucket.from, unit)} – ${formatUnit(bucket.to, unit)}`}>
              <p className="tabular text-xs text-muted">
                {formatCount(bucket.count)} {noun}
              </p>
            </TooltipBox>
          ) : null;
        }}
      />
    </BarChart>
  );
}
