"use client";

import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { cn } from "#lib/client/class-names.ts";
import { usePageTransition } from "#lib/client/page-transition.tsx";
import { ChartDownloads } from "./chart-downloads.tsx";
import { ChartTableView } from "./chart-table-view.tsx";
import type { ChartTable } from "./types.ts";

export interface ChartFrameProps {
  readonly title: string;
  /** One line that says what the chart shows, with its figure. */
  readonly reading: ReactNode;
  readonly table: ChartTable;
  /** Height of the plot in pixels at 100 %: reserved before the chart is loaded. */
  readonly height?: number;
  readonly children: ReactNode;
  /** Beside the tools: the zone switch. */
  readonly tools?: ReactNode;
  readonly footer?: ReactNode;
  readonly className?: string;
}

/** What every chart has: title, one-line reading, table view, CSV, PNG, and its space reserved. */
export function ChartFrame({ title, reading, table, height, children, tools, footer, className }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const { pending } = usePageTransition();
  return (
    <Card className={className} aria-label={title} data-print="whole">
      <CardHeader
        title={title}
        reading={reading}
        actions={
          <>
            {tools}
            <IconButton
              size="icon-sm"
              label={asTable ? "Show as chart" : "Show as table"}
              aria-pressed={asTable}
              icon={asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
              onClick={() => setAsTable(!asTable)}
            />
            <ChartDownloads title={title} table={table} plot={plot} />
          </>
        }
      />
      <div
        ref={plot}
        className={cn("min-w-0 px-4 pt-2 pb-3 transition-opacity", pending && "opacity-60")}
        style={height === undefined ? undefined : { minHeight: height + 20 }}
      >
        {asTable ? (
          <ChartTableView title={title} table={table} {...(height === undefined ? {} : { height })} />
        ) : (
          children
        )}
      </div>
      {footer ? <div className="px-4 pb-3">{footer}</div> : null}
    </Card>
  );
}
