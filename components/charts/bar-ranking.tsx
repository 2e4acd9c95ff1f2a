import type { ReactNode } from "react";
import { TextLink } from "#components/ui/text-link.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatUnit, type Unit } from "#lib/client/format.ts";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";
import { RowsPicture } from "./rows-picture.tsx";
import { unitName } from "./time-table.ts";

export interface RankedBar {
  readonly id: string;
  readonly label: string;
  /** Null: not known, with `reason`. */
  readonly value: number | null;
  readonly reason?: string;
  readonly href?: string;
  /** Beside the value: "3.1 % of 48,200". */
  readonly detail?: string;
}

interface BarRankingProps extends Pick<ChartFrameProps, "title" | "reading" | "className"> {
  readonly bars: readonly RankedBar[];
  readonly unit: Unit;
  /** What the values are: "Cost per month". */
  readonly measure: string;
  readonly footer?: ReactNode;
}

/** Who comes first, as bars from zero with their figures: the ranking to act on. Drawn without a chart library. */
export function BarRanking({ title, reading, className, bars, unit, measure, footer }: BarRankingProps) {
  const max = bars.reduce((most, { value }) => Math.max(most, value ?? 0), 0);
  const table = {
    header: ["Name", `${measure} (${unitName(unit)})`, "Detail"],
    rows: bars.map(({ label, value, detail }) => [label, value, detail ?? ""]),
  };
  return (
    <ChartFrame title={title} reading={reading} table={table} footer={footer} {...(className ? { className } : {})}>
      <RowsPicture
        zero={null}
        rows={bars.map(({ id, label, value, reason, detail }) => ({
          id,
          label,
          bar: value === null || max <= 0 || value === 0 ? null : { from: 0, to: value / max, thin: false },
          dot: null,
          text: [
            value === null ? `not known${reason ? `: ${reason}` : ""}` : formatUnit(value, unit),
            ...(detail ? [detail] : []),
          ].join("  "),
        }))}
      />
      <ol className="grid grid-cols-[minmax(0,2fr)_minmax(4rem,3fr)_auto] gap-x-3 gap-y-1">
        {bars.map((bar) => (
          <li key={bar.id} className="col-span-full grid grid-cols-subgrid items-center text-sm">
            <span className="one-line">{bar.href ? <TextLink href={bar.href}>{bar.label}</TextLink> : bar.label}</span>
            <span className="h-3.5 rounded-sm bg-sunken">
              <span
                className={cn("block h-full rounded-sm bg-series-1", bar.value === 0 && "hidden")}
                style={{ width: max > 0 && bar.value !== null ? `max(1px, ${(bar.value / max) * 100}%)` : 0 }}
              />
            </span>
            <span className="tabular text-right whitespace-nowrap">
              {bar.value === null ? (
                <span className="text-faint">not known{bar.reason ? `: ${bar.reason}` : ""}</span>
              ) : (
                formatUnit(bar.value, unit)
              )}
              {bar.detail ? <span className="ml-2 text-xs text-faint">{bar.detail}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
