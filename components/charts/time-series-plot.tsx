"use client";

import { memo, useMemo } from "react";
import type { TimeSeriesChartProps } from "./chart-props.ts";
import { type SeriesGrid, seriesColor, splitTail, stackColumns } from "./series-data.ts";
import { BandLayer, LineLayer } from "./series-layer.tsx";
import { TimeCanvas } from "./time-canvas.tsx";
import { timeSpan } from "./time-span.ts";
import { valueAxis } from "./value-axis.ts";

export interface TimeSeriesPlotProps
  extends Pick<TimeSeriesChartProps, "series" | "unit" | "marks" | "unknown" | "limits"> {
  readonly kind: "line" | "area" | "stacked";
  readonly grid: SeriesGrid;
  /** By series, on the moments of the grid; null where the chart has no previous period. */
  readonly previous: readonly (readonly (number | null)[])[] | null;
  readonly incompleteFrom: string | null;
  readonly height: number;
  readonly timeZone: string;
  readonly hidden: ReadonlySet<string>;
  readonly onFollow: (href: string) => void;
}

/** The picture of TimeSeriesChart; loaded when a chart is on the page, and drawn again only for other data. */
export const TimeSeriesPlot = memo(function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { kind, grid, previous, unit, limits = [], hidden, series } = props;
  const layers = useMemo(
    () =>
      series
        .map((one, index) => ({ id: one.id, color: seriesColor(one, index), index }))
        .filter(({ id }) => !hidden.has(id)),
    [series, hidden],
  );
  const columns = useMemo(() => layers.map(({ index }) => grid.columns[index] ?? []), [layers, grid]);
  const stacks = useMemo(() => (kind === "stacked" ? stackColumns(columns) : null), [kind, columns]);
  const before = useMemo(() => layers.map(({ index }) => previous?.[index] ?? null), [layers, previous]);
  const values = useMemo(
    () =>
      valueAxis(
        [
          ...(stacks ? stacks.map(({ high }) => high) : columns),
          ...before.map((column) => column ?? []),
          limits.map(({ value }) => value),
        ].flat(),
        unit,
      ),
    [stacks, columns, before, limits, unit],
  );
  const { from, to } = timeSpan(grid.times);
  return (
    <TimeCanvas {...props} values={values} from={from} to={to}>
      {layers.map(({ id, color }, k) => {
        const column = before[k];
        return column ? (
          <LineLayer
            key={`${id} before`}
            times={grid.times}
            values={column}
            color={color}
            width={1.25}
            dashes="2 3"
            opacity={0.75}
          />
        ) : null;
      })}
      {layers.map(({ id, color }, k) =>
        stacks ? (
          <Stack key={id} {...props} color={color} low={stacks[k]?.low ?? []} high={stacks[k]?.high ?? []} />
        ) : (
          <Line key={id} {...props} color={color} values={columns[k] ?? []} />
        ),
      )}
    </TimeCanvas>
  );
});

interface LayerProps extends Pick<TimeSeriesPlotProps, "grid" | "incompleteFrom" | "kind"> {
  readonly color: string;
}

function Line({
  grid,
  incompleteFrom,
  kind,
  color,
  values,
}: LayerProps & { readonly values: readonly (number | null)[] }) {
  const { complete, tail } = useMemo(
    () => splitTail(grid.times, values, incompleteFrom),
    [grid, values, incompleteFrom],
  );
  return (
    <>
      <LineLayer times={grid.times} values={complete} color={color} fill={kind === "area" ? 0.14 : 0} />
      {tail ? <LineLayer times={grid.times} values={tail} color={color} dashes="4 3" /> : null}
    </>
  );
}

interface StackProps extends LayerProps {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** The bucket that is not over is drawn paler, its edge dashed. */
function Stack({ grid, incompleteFrom, color, low, high }: StackProps) {
  const lower = useMemo(() => splitTail(grid.times, low, incompleteFrom), [grid, low, incompleteFrom]);
  const upper = useMemo(() => splitTail(grid.times, high, incompleteFrom), [grid, high, incompleteFrom]);
  return (
    <>
      <BandLayer times={grid.times} low={lower.complete} high={upper.complete} color={color} fill={0.55} edge />
      {lower.tail && upper.tail ? (
        <>
          <BandLayer times={grid.times} low={lower.tail} high={upper.tail} color={color} fill={0.22} />
          <LineLayer times={grid.times} values={upper.tail} color={color} width={1.5} dashes="4 3" />
        </>
      ) : null}
    </>
  );
}
