import { cn } from "#lib/client/class-names.ts";
import { seriesColor } from "./series-data.ts";
import type { ChartSeries } from "./types.ts";

interface ChartLegendProps {
  readonly series: readonly ChartSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** Names the series; a click hides one or shows it again. */
export function ChartLegend({ series, hidden, onChange }: ChartLegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-1 gap-y-0.5">
      {series.map((one, index) => {
        const off = hidden.has(one.id);
        return (
          <li key={one.id} className="max-w-full">
            <button
              type="button"
              aria-pressed={!off}
              className={cn(
                "inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm px-1.5 text-xs text-muted hover:bg-hover",
                off && "line-through opacity-60",
              )}
              onClick={() => onChange(new Set(off ? [...hidden].filter((id) => id !== one.id) : [...hidden, one.id]))}
            >
              <span
                aria-hidden
                className="h-0.5 w-3 shrink-0 rounded-full"
                style={{ background: seriesColor(one, index) }}
              />
              <span className="one-line">{one.label}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
