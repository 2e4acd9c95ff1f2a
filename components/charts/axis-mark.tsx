import type { ChartMark } from "./types.ts";

interface AxisMarkProps {
  readonly mark: ChartMark;
  /** Given by Recharts: the box of the line it labels. */
  readonly viewBox?: { readonly x?: number; readonly y?: number; readonly height?: number };
}

/** A small flag on the axis with its name: a change, a throttle. */
export function AxisMark({ mark, viewBox }: AxisMarkProps) {
  const x = viewBox?.x ?? 0;
  const y = (viewBox?.y ?? 0) + (viewBox?.height ?? 0);
  return (
    <g>
      <title>{mark.label}</title>
      <path
        d={`M${x - 5} ${y}L${x} ${y - 8}L${x + 5} ${y}Z`}
        fill={mark.tone === "throttle" ? "var(--color-high)" : "var(--color-ink)"}
      />
    </g>
  );
}
