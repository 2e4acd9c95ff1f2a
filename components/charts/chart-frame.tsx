"use client";

import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { cn } from "#lib/client/class-names.ts";
import { usePageTransition } from "#lib/client/page-transition.tsx";
import { ChartDownloads } from "./chart-downloads.tsx";
import type { PictureLegend } from "./chart-png.ts";
import { ChartTableView } from "./chart-table-view.tsx";
import type { ChartTable } from "./types.ts";

export interface ChartFrameProps {
  readonly title: string;
  /** One line that says what the chart shows, with its figure. */
  readonly reading: ReactNode;
  /** What the table view shows; a function is asked only when it is wanted. */
  readonly table: ChartTable | (() => ChartTable);
  /** What the CSV holds, where that is not the table: every digit, instants as ISO in UTC, units in the header. */
  readonly csv?: () => ChartTable;
  /** Under the title of the PNG: of which time it is. */
  readonly caption?: string;
  /** Names and colours in the PNG. */
  readonly legend?: PictureLegend;
  /** Height of the plot in pixels at 100 %: reserved before the chart is loaded. */
  readonly height?: number;
  readonly children: ReactNode;
  /** Beside the tools: the zone switch. */
  readonly tools?: ReactNode;
  readonly footer?: ReactNode;
  readonly className?: string;
}

/** What every chart has: title, one-line reading, table view, CSV, PNG, and its space reserved. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, reading, table, height, children, tools, footer, className, csv, caption, legend } = props;
  const [asTable, setAsTable] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const { pending } = usePageTransition();
  const tableOf = () => (typeof table === "function" ? table() : table);
  return (
    <Card className={className} aria-label={title} data-print="whole">
      {/* On a phone the reading has the whole width under title and tools. */}
      <header className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 pt-3">
        <h2 className="text-base font-semibold text-ink">{title}</h2>
        <div className="flex items-center gap-1 sm:row-span-2 sm:self-start" data-print="hide">
          {tools}
          <IconButton
            size="icon-sm"
            label={asTable ? "Show as chart" : "Show as table"}
            aria-pressed={asTable}
            icon={asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
            onClick={() => setAsTable(!asTable)}
          />
          <ChartDownloads
            title={title}
            table={csv ?? tableOf}
            plot={plot}
            {...(caption ? { caption } : {})}
            {...(legend ? { legend } : {})}
          />
        </div>
        <p className="col-span-2 mt-0.5 text-sm text-muted sm:col-span-1">{reading}</p>
      </header>
      <div
        className={cn("relative min-w-0 px-4 pt-2 pb-3", pending && "opacity-60")}
        style={height === undefined ? undefined : { minHeight: height + 20 }}
      >
        {/* Under the table the picture stays, so that it can be saved and need not be drawn anew. */}
        <div ref={plot} inert={asTable} className={cn(asTable && "invisible absolute inset-x-4 top-2")}>
          {children}
        </div>
        {asTable ? (
          <ChartTableView title={title} table={tableOf()} {...(height === undefined ? {} : { height })} />
        ) : null}
      </div>
      {footer ? <div className="px-4 pb-3">{footer}</div> : null}
    </Card>
  );
}
