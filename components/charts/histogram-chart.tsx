"use client";

import dynamic from "next/dynamic";
import { formatUnit } from "#lib/client/format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { HistogramChartProps } from "./chart-props.ts";

const HistogramPlot = dynamic(() => import("./histogram-plot.tsx").then((module) => module.HistogramPlot), {
  ssr: false,
});

/** How often which value occurred. */
export function HistogramChart({ title, reading, height = 240, className, ...plot }: HistogramChartProps) {
  const table = {
    header: ["Value", plot.noun],
    rows: plot.buckets.map(({ from, to, count }) => [
      `${formatUnit(from, plot.unit)} – ${formatUnit(to, plot.unit)}`,
      count,
    ]),
  };
  return (
    <ChartFrame title={title} reading={reading} height={height} table={table} {...(className ? { className } : {})}>
      <HistogramPlot {...plot} height={height} />
    </ChartFrame>
  );
}
