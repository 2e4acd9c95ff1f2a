import { memo, type ReactNode, useId, useMemo } from "react";
import { CartesianGrid, ComposedChart, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import type { Unit } from "#lib/client/format.ts";
import { formatUnit } from "#lib/client/format.ts";
import type { TimeContext } from "./chart-props.ts";
import { Hatch } from "./hatch.tsx";
import { MarkFlags } from "./mark-flags.tsx";
import { axisTick, gridProps, plotMargin, plotRoom } from "./plot-theme.ts";
import { timeAxis } from "./time-axis.ts";
import type { UnknownRange } from "./types.ts";
import type { ValueAxis } from "./value-axis.ts";

interface TimeCanvasProps extends Pick<TimeContext, "marks" | "unknown"> {
  /** Epoch milliseconds of the left and right end. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly values: ValueAxis;
  readonly unit: Unit;
  readonly limits?: readonly { readonly value: number; readonly label: string }[];
  readonly height: number;
  readonly onFollow: (href: string) => void;
  readonly children: ReactNode;
}

/**
 * The axes of a chart over time, with hatching, limits and marks; Recharts gives the axes and scales. Values are drawn
 * by the layers inside, which know gaps, unfinished ends and thousands of points.
 */
export const TimeCanvas = memo(function TimeCanvas(props: TimeCanvasProps) {
  const { from, to, timeZone, values, unit, marks = [], unknown = [], limits = [], height, children, onFollow } = props;
  const hatch = useId().replaceAll(":", "");
  // Without any data Recharts makes no scale.
  const ends = useMemo(() => [{ t: from }, { t: to }], [from, to]);
  return (
    <ComposedChart
      responsive
      data={ends}
      margin={plotMargin}
      style={{ width: "100%", height }}
      accessibilityLayer={false}
    >
      <Hatch id={hatch} />
      <CartesianGrid {...gridProps} />
      <XAxis
        dataKey="t"
        type="number"
        scale="linear"
        height={plotRoom.bottom}
        domain={[from, to]}
        allowDataOverflow
        tick={false}
        tickLine={false}
        axisLine={{ stroke: "var(--color-line-strong)" }}
      />
      <YAxis
        width={plotRoom.left}
        domain={[...values.domain]}
        allowDataOverflow
        ticks={[...values.ticks]}
        tickFormatter={(value: number) => formatUnit(value, unit)}
        interval="preserveStart"
        tick={axisTick}
        tickLine={false}
        axisLine={false}
      />
      <TimeTicks from={from} to={to} timeZone={timeZone} />
      <UnknownRanges ranges={unknown} from={from} to={to} hatch={hatch} />
      {children}
      <Limits limits={limits} />
      <MarkFlags marks={marks} from={from} to={to} onFollow={onFollow} />
    </ComposedChart>
  );
});

const pxPerTick = 64;
const mostTicks = 8;
const labelHalf = 26;

/** As many ticks as have room, all of them at round times; those at the ends are moved inside. */
function TimeTicks({ from, to, timeZone }: { readonly from: number; readonly to: number; readonly timeZone: string }) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  const room = area ? Math.min(mostTicks, Math.max(2, Math.round(area.width / pxPerTick))) : mostTicks;
  const axis = useMemo(() => timeAxis(from, to, timeZone, room), [from, to, timeZone, room]);
  if (!scale || !area) return null;
  const bottom = area.y + area.height;
  return axis.ticks.map((tick) => {
    const x = scale(tick);
    if (x === undefined) return null;
    const inside = Math.min(Math.max(x, area.x + labelHalf - 10), area.x + area.width + plotRoom.right - labelHalf);
    return (
      <g key={tick}>
        <path d={`M${x} ${bottom}v4`} stroke="var(--color-line-strong)" />
        <text x={inside} y={bottom + 17} textAnchor="middle" {...axisTick}>
          {axis.format(tick)}
        </text>
      </g>
    );
  });
}

interface UnknownRangesProps {
  readonly ranges: readonly UnknownRange[];
  readonly from: number;
  readonly to: number;
  readonly hatch: string;
}

/** Hatched, with the words where they have room; the reason is in the tooltip. */
function UnknownRanges({ ranges, from, to, hatch }: UnknownRangesProps) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  if (!scale || !area) return null;
  return ranges.map((range) => {
    const left = scale(Math.max(from, Date.parse(range.from)));
    const right = scale(Math.min(to, Date.parse(range.to)));
    if (left === undefined || right === undefined || right < left) return null;
    const width = Math.max(2, right - left);
    const words = width > 220 ? `not known: ${range.reason}` : "not known";
    return (
      <g key={range.from} data-unknown>
        <title>{`Not known: ${range.reason}`}</title>
        <rect x={left} y={area.y} width={width} height={area.height} fill={`url(#${hatch})`} />
        {width > 64 ? (
          <text x={left + width / 2} y={area.y + 14} textAnchor="middle" fontSize={11} fill="var(--color-muted)">
            {cut(words, width / 6)}
          </text>
        ) : null}
      </g>
    );
  });
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…` : text;
}

/** Lines across with their names. */
function Limits({ limits }: { readonly limits: readonly { readonly value: number; readonly label: string }[] }) {
  const scale = useYAxisScale();
  const area = usePlotArea();
  if (!scale || !area) return null;
  return limits.map(({ value, label }) => {
    const y = scale(value);
    if (y === undefined) return null;
    const right = area.x + area.width;
    return (
      <g key={`${label} ${value}`}>
        <path d={`M${area.x} ${y}H${right}`} stroke="var(--color-critical)" strokeDasharray="6 3" />
        <text
          x={right - 4}
          y={y < area.y + 14 ? y + 13 : y - 4}
          textAnchor="end"
          fontSize={11}
          fill="var(--color-critical)"
        >
          {label}
        </text>
      </g>
    );
  });
}
