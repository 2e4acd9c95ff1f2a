import { plotRoom } from "./plot-theme.ts";

/** The axes of a chart that is being loaded, in their place: nothing moves when it comes. */
export function PlotSkeleton() {
  return (
    <div
      aria-hidden
      className="absolute border-b border-line-strong"
      style={{ top: plotRoom.top, right: plotRoom.right, bottom: plotRoom.bottom, left: plotRoom.left }}
    >
      {[0, 25, 50, 75].map((top) => (
        <span key={top} className="absolute inset-x-0 border-t border-grid" style={{ top: `${top}%` }} />
      ))}
    </div>
  );
}
