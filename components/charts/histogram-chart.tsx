"use client";

import dynamic from "next/dynamic";
import { formatUnit, type Unit } from "#lib/client/format.ts";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";

const HistogramPlot = dynamic(() => import("./histogram-plot.tsx").then((module) => module.HistogramPlot), {
  ssr: false,
});

export interface HistogramChartProps extends Pick<ChartFrameProps, "title" | "reading" | "height" | "className"> {
  /** `from` inclusive, `to` exclusive, ascending. */
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** What is measured, for example "ms". */
  readonly unit: Unit;
  /** What is counted: "starts". */
  readonly noun: string;
  /** Percentiles to mark: p50, p95, p99. */
  readonly quantiles?: readonly { readonly label: string; readonly value: number }[];
}

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
