"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { formatCount, formatPercent, formatUnit } from "#lib/client/format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartPlane } from "./chart-plane.tsx";
import type { HistogramChartProps } from "./chart-props.ts";
import { PlaceReadout } from "./place-readout.tsx";
import { PlotSkeleton } from "./plot-skeleton.tsx";
import { unitName } from "./time-table.ts";
import type { PlaceReading } from "./types.ts";

const HistogramPlot = dynamic(() => import("./histogram-plot.tsx").then((module) => module.HistogramPlot), {
  ssr: false,
  loading: () => <PlotSkeleton />,
});

/** How often which value occurred. */
export function HistogramChart(props: HistogramChartProps) {
  const { title, reading, height = 240, className, buckets, unit, noun, quantiles } = props;
  const [pinnedAt, setPinned] = useState<number | null>(null);
  // Of another period there may be fewer bars.
  const pinned = pinnedAt !== null && pinnedAt < buckets.length ? pinnedAt : null;
  const shares = useMemo(() => buckets.map((_, index) => (index + 0.5) / buckets.length), [buckets]);
  const cumulated = useMemo(() => {
    let sum = 0;
    return buckets.map(({ count }) => (sum += count));
  }, [buckets]);
  const total = cumulated.at(-1) ?? 0;
  const range = (index: number) => {
    const bucket = buckets[index];
    return bucket ? `${formatUnit(bucket.from, unit)} – ${formatUnit(bucket.to, unit)}` : "";
  };
  const read = (index: number): PlaceReading => ({
    title: range(index),
    values: [
      { id: "count", label: noun, color: "var(--color-series-1)", text: formatCount(buckets[index]?.count ?? 0) },
      {
        id: "below",
        label: `up to ${formatUnit(buckets[index]?.to ?? 0, unit)}`,
        color: null,
        text: total > 0 ? formatPercent((cumulated[index] ?? 0) / total) : "none seen",
      },
    ],
    notes: [],
  });
  return (
    <ChartFrame
      title={title}
      reading={reading}
      height={height}
      table={() => ({ header: ["Value", noun], rows: buckets.map(({ count }, index) => [range(index), count]) })}
      csv={() => ({
        header: [`From (${unitName(unit)}, inclusive)`, `To (${unitName(unit)}, exclusive)`, `${noun} (count)`],
        rows: buckets.map(({ from, to, count }) => [from, to, count]),
      })}
      caption={`${formatCount(total)} ${noun}`}
      {...(className ? { className } : {})}
      footer={pinned === null ? null : <PlaceReadout reading={read(pinned)} onClose={() => setPinned(null)} />}
    >
      {buckets.length === 0 ? (
        <p className="pt-8 text-center text-sm text-muted">None was seen in this time.</p>
      ) : (
        <ChartPlane
          label={title}
          height={height}
          shares={shares}
          times={null}
          read={read}
          pinned={pinned}
          onPin={setPinned}
          onSelect={null}
        >
          <HistogramPlot {...{ buckets, unit, height }} {...(quantiles ? { quantiles } : {})} />
        </ChartPlane>
      )}
    </ChartFrame>
  );
}
