import { memo, useMemo } from "react";
import { type ScaleFunction, usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { bandPath, linePath } from "./plot-paths.ts";
import { thinPoints } from "./thin-points.ts";

interface LineLayerProps {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly width?: number;
  readonly dashes?: string;
  readonly opacity?: number;
  /** How strongly the area down to zero is filled; 0: a line alone. */
  readonly fill?: number;
}

/** One series as a line. Gaps stay gaps, and a value that stands alone is seen. */
export const LineLayer = memo(function LineLayer(props: LineLayerProps) {
  const { times, values, color, width = 1.75, dashes, opacity = 1, fill = 0 } = props;
  const { x, y, columns } = useScales();
  const zero = y?.(0);
  const paths = useMemo(() => {
    if (!x || !y || zero === undefined) return null;
    const points = times.map((t, k) => ({ t, v: values[k] ?? null }));
    const places = thinPoints(points, columns).map(({ t, v }) => ({
      x: x(t),
      y: v === null ? null : y(v),
    }));
    return {
      line: linePath(places),
      area:
        fill > 0
          ? bandPath(places.map((place) => ({ x: place.x, low: place.y === null ? null : zero, high: place.y })))
          : null,
    };
  }, [times, values, x, y, zero, columns, fill]);
  if (!paths) return null;
  return (
    <g opacity={opacity}>
      {paths.area ? <path d={paths.area} fill={color} fillOpacity={fill} /> : null}
      <path
        data-series-line
        d={paths.line}
        fill="none"
        stroke={color}
        strokeWidth={width}
        strokeLinejoin="round"
        {...(dashes ? { strokeDasharray: dashes } : {})}
      />
    </g>
  );
});

interface BandLayerProps {
  readonly times: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly color: string;
  readonly fill: number;
  /** Draws the upper edge as a line. */
  readonly edge?: boolean;
}

/** The range between two series. */
export const BandLayer = memo(function BandLayer({ times, low, high, color, fill, edge = false }: BandLayerProps) {
  const { x, y, columns } = useScales();
  const paths = useMemo(() => {
    if (!x || !y) return null;
    const points = times.map((t, k) => ({ t, v: high[k] ?? null, low: low[k] ?? null }));
    const places = keepBand(points, columns).map((point) => ({
      x: x(point.t),
      low: point.low === null ? null : y(point.low),
      high: point.v === null ? null : y(point.v),
    }));
    return {
      area: bandPath(places),
      line: edge ? linePath(places.map((place) => ({ x: place.x, y: place.high }))) : "",
    };
  }, [times, low, high, x, y, columns, edge]);
  if (!paths) return null;
  return (
    <>
      <path d={paths.area} fill={color} fillOpacity={fill} />
      {edge ? <path d={paths.line} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" /> : null}
    </>
  );
});

type BandPoint = { readonly t: number; readonly v: number | null; readonly low: number | null };

/** Points that hold the extremes of the upper edge or of the lower one. */
function keepBand(points: readonly BandPoint[], columns: number): readonly BandPoint[] {
  const byHigh = thinPoints(points, columns);
  if (byHigh === points) return points;
  const lows = points.map((point) => ({ t: point.t, v: point.low, point }));
  const kept = new Set([...byHigh, ...thinPoints(lows, columns).map(({ point }) => point)]);
  return points.filter((point) => kept.has(point));
}

/** The scales of the chart around, and how many columns of pixels there are. */
function useScales() {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  const x = useMemo(() => straight(xScale, DAY), [xScale]);
  const y = useMemo(() => straight(yScale, 1), [yScale]);
  return { x, y, columns: Math.max(1, Math.floor(area?.width ?? 600)) };
}

const DAY = 86_400_000;

/** Both axes are linear: two places tell all others, without Recharts' own way to each of thousands of points. */
function straight(scale: ScaleFunction | undefined, unit: number): ((value: number) => number) | null {
  const zero = scale?.(0);
  const one = scale?.(unit);
  if (zero === undefined || one === undefined) return null;
  const slope = (one - zero) / unit;
  return (value) => zero + value * slope;
}
