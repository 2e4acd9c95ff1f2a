"use client";

import { memo, useMemo } from "react";
import type { QuantileBandsProps } from "./chart-props.ts";
import { splitTail } from "./series-data.ts";
import { BandLayer, LineLayer } from "./series-layer.tsx";
import { TimeCanvas } from "./time-canvas.tsx";
import { timeSpan } from "./time-span.ts";
import { valueAxis } from "./value-axis.ts";

type Column = readonly (number | null)[];

/** Percentiles by moment. */
export interface QuantileColumns {
  readonly p50: Column;
  readonly p95: Column;
  readonly p99: Column;
}

export interface QuantileBandsPlotProps extends Pick<QuantileBandsProps, "unit" | "marks" | "unknown"> {
  readonly times: readonly number[];
  readonly columns: QuantileColumns;
  readonly previous: QuantileColumns | null;
  readonly incompleteFrom: string | null;
  readonly limits: readonly { readonly value: number; readonly label: string }[];
  readonly height: number;
  readonly timeZone: string;
  readonly onFollow: (href: string) => void;
}

export const quantileColor = "var(--color-series-1)";

/** The picture of QuantileBands: the unfinished bucket is paler and dashed. */
export const QuantileBandsPlot = memo(function QuantileBandsPlot(props: QuantileBandsPlotProps) {
  const { times, columns, previous, incompleteFrom, limits, unit } = props;
  const parts = useMemo(() => {
    const split = (column: Column) => splitTail(times, column, incompleteFrom);
    return { p50: split(columns.p50), p95: split(columns.p95), p99: split(columns.p99) };
  }, [times, columns, incompleteFrom]);
  const values = useMemo(
    () =>
      valueAxis(
        [
          ...columns.p50,
          ...columns.p95,
          ...columns.p99,
          ...(previous ? [...previous.p50, ...previous.p95] : []),
          ...limits.map(({ value }) => value),
        ],
        unit,
      ),
    [columns, previous, limits, unit],
  );
  const { from, to } = timeSpan(times);
  const band = { times, color: quantileColor };
  const { p50, p95, p99 } = parts;
  return (
    <TimeCanvas {...props} values={values} from={from} to={to}>
      <BandLayer {...band} low={p95.complete} high={p99.complete} fill={0.14} />
      <BandLayer {...band} low={p50.complete} high={p95.complete} fill={0.28} />
      <LineLayer {...band} values={p95.complete} width={1} opacity={0.7} />
      <LineLayer {...band} values={p99.complete} width={1} opacity={0.4} />
      {previous ? (
        <>
          <LineLayer {...band} values={previous.p95} width={1} dashes="2 3" opacity={0.7} />
          <LineLayer {...band} values={previous.p50} width={1.25} dashes="2 3" />
        </>
      ) : null}
      <LineLayer {...band} values={p50.complete} />
      {p50.tail && p95.tail && p99.tail ? (
        <>
          <BandLayer {...band} low={p95.tail} high={p99.tail} fill={0.06} />
          <BandLayer {...band} low={p50.tail} high={p95.tail} fill={0.12} />
          <LineLayer {...band} values={p50.tail} dashes="4 3" />
          <LineLayer {...band} values={p95.tail} width={1} dashes="4 3" opacity={0.7} />
        </>
      ) : null}
    </TimeCanvas>
  );
});
