import { usePlotArea, useXAxisScale } from "recharts";
import { clusterMarks, type MarkCluster } from "./cluster-marks.ts";
import type { ChartMark } from "./types.ts";

interface MarkFlagsProps {
  readonly marks: readonly ChartMark[];
  readonly from: number;
  readonly to: number;
  /** Goes where a mark leads. */
  readonly onFollow: (href: string) => void;
}

const flagWidth = 12;

/** Small flags on the axis, each with a line up: a change, a throttle. Those that would overlap are one, with a number. */
export function MarkFlags({ marks, from, to, onFollow }: MarkFlagsProps) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  if (!scale || !area) return null;
  const xOf = (t: number) => (t < from || t > to ? null : (scale(t) ?? null));
  return (
    <g data-chart-marks>
      {clusterMarks(marks, xOf, flagWidth).map((cluster) => (
        <Flag
          key={`${cluster.x} ${cluster.marks[0]?.label}`}
          cluster={cluster}
          top={area.y}
          bottom={area.y + area.height}
          onFollow={onFollow}
        />
      ))}
    </g>
  );
}

interface FlagProps extends Pick<MarkFlagsProps, "onFollow"> {
  readonly cluster: MarkCluster;
  readonly top: number;
  readonly bottom: number;
}

function Flag({ cluster: { x, marks }, top, bottom, onFollow }: FlagProps) {
  const tone = marks.some((mark) => mark.tone === "throttle") ? "var(--color-high)" : "var(--color-ink)";
  const href = marks.find((mark) => mark.href)?.href;
  const label = marks.length === 1 ? (marks[0]?.label ?? "") : `${marks.length} marks: ${labels(marks)}`;
  const flag = (
    <>
      <title>{label}</title>
      <path d={`M${x} ${top}V${bottom}`} stroke={tone} strokeOpacity={0.55} strokeDasharray="2 3" />
      <path d={`M${x - 5} ${bottom}L${x} ${bottom - 8}L${x + 5} ${bottom}Z`} fill={tone} />
      {marks.length > 1 ? (
        <text x={x} y={bottom - 11} textAnchor="middle" fontSize={9} fill={tone}>
          {marks.length}
        </text>
      ) : null}
      <path d={`M${x - 8} ${bottom + 2}h16v-22h-16Z`} fill="transparent" />
    </>
  );
  if (!href) return <g>{flag}</g>;
  return (
    // By keys the same link is reached in the pinned moment: a flag each would be many stops on the way through a page.
    <a
      href={href}
      tabIndex={-1}
      aria-label={label}
      className="cursor-pointer"
      onPointerDown={(event) => event.stopPropagation()}
      onPointerUp={(event) => event.stopPropagation()}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onFollow(href);
      }}
    >
      {flag}
    </a>
  );
}

const mostLabels = 3;

function labels(marks: readonly ChartMark[]): string {
  const shown = marks.slice(0, mostLabels).map(({ label }) => label);
  return marks.length > mostLabels ? `${shown.join("; ")} and ${marks.length - mostLabels} more` : shown.join("; ");
}
