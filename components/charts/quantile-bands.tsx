"use client";

import dynamic from "next/dynamic";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import type { Unit } from "#lib/client/format.ts";
import { formatInstant } from "#lib/client/format-time.ts";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";
import type { QuantilePoint } from "./chart-props.ts";
import { ZoneSwitch } from "./zone-switch.tsx";

const QuantileBandsPlot = dynamic(
  () => import("./quantile-bands-plot.tsx").then((module) => module.QuantileBandsPlot),
  { ssr: false },
);

export interface QuantileBandsProps extends Pick<ChartFrameProps, "title" | "reading" | "height" | "className"> {
  readonly points: readonly QuantilePoint[];
  readonly unit: Unit;
}

/** The median as a line, up to p95 and p99 as bands around it. */
export function QuantileBands({ title, reading, height = 240, className, points, unit }: QuantileBandsProps) {
  const { shownZone } = useTimeZone();
  const first = points[0];
  const table = {
    header: [`Time (${shownZone})`, "p50", "p95", "p99", "n"],
    rows: points.map(({ t, p50, p95, p99, n }) => [formatInstant(new Date(t), shownZone), p50, p95, p99, n]),
  };
  return (
    <ChartFrame
      title={title}
      reading={reading}
      height={height}
      table={table}
      tools={first ? <ZoneSwitch at={Date.parse(first.t)} /> : null}
      {...(className ? { className } : {})}
    >
      <QuantileBandsPlot points={points} unit={unit} height={height} timeZone={shownZone} />
    </ChartFrame>
  );
}
