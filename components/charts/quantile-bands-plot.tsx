"use client";

import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount, formatUnit, type Unit } from "#lib/client/format.ts";
import { formatInstant } from "#lib/client/format-time.ts";
import type { QuantilePoint } from "./chart-props.ts";
import { amountDomain, axisTick, gridProps, margin, valueTick } from "./plot-theme.ts";
import { timeAxis } from "./time-axis.ts";
import { TooltipBox } from "./tooltip-box.tsx";

interface QuantileBandsPlotProps {
  readonly points: readonly QuantilePoint[];
  readonly unit: Unit;
  readonly height: number;
  readonly timeZone: string;
}

const color = "var(--color-series-1)";
const band = (low: number | null, high: number | null) => (low === null || high === null ? null : [low, high]);

/** The Recharts side of QuantileBands. */
export function QuantileBandsPlot({ points, unit, height, timeZone }: QuantileBandsPlotProps) {
  const data = points.map((point) => ({
    ...point,
    at: Date.parse(point.t),
    middle: band(point.p50, point.p95),
    high: band(point.p95, point.p99),
  }));
  const first = data[0]?.at ?? 0;
  const last = data.at(-1)?.at ?? 0;
  const axis = timeAxis(first, last, timeZone);
  return (
    <ComposedChart responsive data={data} margin={margin} style={{ width: "100%", height }} accessibilityLayer>
      <CartesianGrid {...gridProps} />
      <XAxis
        dataKey="at"
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
      <Area
        dataKey="high"
        name="p95 – p99"
        stroke="none"
        fill={color}
        fillOpacity={0.14}
        connectNulls={false}
        isAnimationActive={false}
      />
      <Area
        dataKey="middle"
        name="p50 – p95"
        stroke="none"
        fill={color}
        fillOpacity={0.28}
        connectNulls={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="p50"
        name="p50"
        stroke={color}
        strokeWidth={1.75}
        dot={false}
        connectNulls={false}
        isAnimationActive={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--color-line-strong)" }}
        content={({ active, label }) => {
          const point = data.find(({ at }) => at === label);
          return active && point ? (
            <TooltipBox title={formatInstant(new Date(point.at), timeZone)}>
              <dl className="grid grid-cols-2 gap-x-4 text-xs">
                {(["p99", "p95", "p50"] as const).map((name) => {
                  const value = point[name];
                  return (
                    <div key={name} className="contents">
                      <dt className="text-muted">{name}</dt>
                      <dd className="tabular text-right">{value === null ? "not known" : formatUnit(value, unit)}</dd>
                    </div>
                  );
                })}
                <dt className="text-muted">n</dt>
                <dd className="tabular text-right">{formatCount(point.n)}</dd>
              </dl>
            </TooltipBox>
          ) : null;
        }}
      />
    </ComposedChart>
  );
}
