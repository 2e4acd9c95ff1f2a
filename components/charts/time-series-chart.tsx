"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { formatInstant } from "#lib/client/format-time.ts";
import { useScope } from "#lib/client/use-scope.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import type { TimeSeriesChartProps } from "./chart-props.ts";
import { MomentReadout } from "./moment-readout.tsx";
import { seriesTable } from "./series-data.ts";
import { ZoneSwitch } from "./zone-switch.tsx";

const TimeSeriesPlot = dynamic(() => import("./time-series-plot.tsx").then((module) => module.TimeSeriesPlot), {
  ssr: false,
});

/** Values over time. Hover shows all series, sorted; a click pins that moment; a drag zooms every chart of the page. */
export function TimeSeriesChart({ title, reading, height = 240, className, ...plot }: TimeSeriesChartProps) {
  const { shownZone } = useTimeZone();
  const { setScope } = useScope();
  const [pinned, setPinned] = useState<number | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const first = plot.series[0]?.points[0];
  const table = seriesTable(plot.series, `Time (${shownZone})`, (t) => formatInstant(new Date(t), shownZone));
  return (
    <ChartFrame
      title={title}
      reading={reading}
      height={height}
      table={table}
      tools={first ? <ZoneSwitch at={Date.parse(first.t)} /> : null}
      {...(className ? { className } : {})}
      footer={
        <>
          {plot.series.length > 1 ? <ChartLegend series={plot.series} hidden={hidden} onChange={setHidden} /> : null}
          {pinned === null ? null : (
            <MomentReadout at={pinned} series={plot.series} unit={plot.unit} onClose={() => setPinned(null)} />
          )}
        </>
      }
    >
      <TimeSeriesPlot
        {...plot}
        height={height}
        timeZone={shownZone}
        hidden={hidden}
        pinned={pinned}
        onPin={setPinned}
        onZoom={(from, to) => setScope({ range: { kind: "absolute", from: new Date(from), to: new Date(to) } })}
      />
    </ChartFrame>
  );
}
