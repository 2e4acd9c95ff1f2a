import type { Unit } from "#lib/client/format.ts";
import type { ChartFrameProps } from "./chart-frame.tsx";
import type { ChartMark, ChartSeries, UnknownRange } from "./types.ts";

/** What a histogram is given. */
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

/** What a chart over time is given. */
export interface TimeSeriesChartProps extends Pick<ChartFrameProps, "title" | "reading" | "height" | "className"> {
  readonly series: readonly ChartSeries[];
  readonly unit: Unit;
  readonly kind?: "line" | "area" | "stacked";
  readonly marks?: readonly ChartMark[];
  readonly unknown?: readonly UnknownRange[];
  /** Start of the bucket that is not over yet; from there on the line is dashed. */
  readonly incompleteFrom?: string | null;
  /** A horizontal line with its name: a limit, a budget. */
  readonly limit?: { readonly value: number; readonly label: string };
}

/** Percentiles of one bucket of time; null where too little was seen. */
export interface QuantilePoint {
  readonly t: string;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** How many observations they rest on. */
  readonly n: number;
}
