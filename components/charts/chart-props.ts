import type { Unit } from "#lib/client/format.ts";
import type { ChartFrameProps } from "./chart-frame.tsx";
import type { ChartMark, ChartSeries, PreviousSeries, UnknownRange } from "./types.ts";

/** What every chart is given. */
export type ChartHeading = Pick<ChartFrameProps, "title" | "reading" | "height" | "className">;

/** What a histogram is given. */
export interface HistogramChartProps extends ChartHeading {
  /** `from` inclusive, `to` exclusive, ascending. */
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** What is measured, for example "ms". */
  readonly unit: Unit;
  /** What is counted: "starts". */
  readonly noun: string;
  /** Percentiles to mark: p50, p95, p99. */
  readonly quantiles?: readonly { readonly label: string; readonly value: number }[];
}

/** What stands on a time axis beside the values, whatever the values are. */
export interface TimeContext {
  readonly marks?: readonly ChartMark[];
  readonly unknown?: readonly UnknownRange[];
  /** How long a bucket is, in milliseconds; unless told, as long as the least distance of two, which one alone has not. */
  readonly stepMs?: number;
  /** Start of the bucket that is not over yet; from there on the line is dashed. */
  readonly incompleteFrom?: string | null;
  /** A horizontal line with its name: a limit, a budget. */
  readonly limit?: { readonly value: number; readonly label: string };
  /** False where the page does not narrow to a time: then nothing can be zoomed into. */
  readonly zoomable?: boolean;
}

/** What a chart over time is given. */
export interface TimeSeriesChartProps extends ChartHeading, TimeContext {
  readonly series: readonly ChartSeries[];
  readonly unit: Unit;
  readonly kind?: "line" | "area" | "stacked";
  /** The period before, dashed, under this one. Not for stacks. */
  readonly previous?: PreviousSeries;
  /** More horizontal lines, each with its name. */
  readonly limits?: readonly { readonly value: number; readonly label: string }[];
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

/** What a chart of percentiles over time is given. */
export interface QuantileBandsProps extends ChartHeading, TimeContext {
  readonly points: readonly QuantilePoint[];
  readonly unit: Unit;
  /** The period before: its median and p95 dashed, moved by `shiftMs` onto this axis. */
  readonly previous?: { readonly points: readonly QuantilePoint[]; readonly shiftMs: number };
}
