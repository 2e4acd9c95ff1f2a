"use client";

import { useState } from "react";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { formatUnit, type Unit } from "#lib/client/format.ts";

interface DailyBarsProps {
  readonly title: string;
  readonly reading: string;
  readonly unit: Unit;
  /** One for each UTC day, in order; null is not known. */
  readonly days: readonly { readonly day: string; readonly value: number | null }[];
  /** Days of the whole month: those to come leave their place empty. */
  readonly daysInMonth: number;
}

const height = 96;
const slot = 20;

/** A bar for each day of the month from zero; pointing at one writes its figure under the chart. */
export function DailyBars({ title, reading, unit, days, daysInMonth }: DailyBarsProps) {
  const [active, setActive] = useState<number | null>(null);
  const most = Math.max(0, ...days.map(({ value }) => value ?? 0)) || 1;
  const told = days[active ?? days.length - 1];
  return (
    <ChartFrame
      title={title}
      reading={reading}
      height={height}
      table={{ header: ["Day (UTC)", title], rows: days.map(({ day, value }) => [day, value]) }}
      footer={
        <p className="tabular h-5 text-xs text-muted">
          {told ? `${dayName(told.day)}: ${told.value === null ? "not known" : formatUnit(told.value, unit)}` : ""}
        </p>
      }
    >
      <svg
        data-chart
        role="img"
        aria-label={`${title}: ${reading}`}
        viewBox={`0 0 ${daysInMonth * slot} ${height}`}
        preserveAspectRatio="none"
        className="h-24 w-full"
        onPointerLeave={() => setActive(null)}
      >
        <title>{title}</title>
        <line x1={0} x2={daysInMonth * slot} y1={height - 0.5} y2={height - 0.5} stroke="var(--color-line-strong)" />
        {days.map(({ day, value }, index) => {
          const size = value === null ? height - 4 : Math.max(value > 0 ? 1.5 : 0, (value / most) * (height - 4));
          return (
            <g key={day} onPointerEnter={() => setActive(index)}>
              <rect x={index * slot} y={0} width={slot} height={height} fill="transparent" />
              <rect
                x={index * slot + 2}
                y={height - size}
                width={slot - 4}
                height={size}
                fill={value === null ? "var(--color-pressed)" : "var(--color-series-1)"}
                opacity={active === null || active === index ? 1 : 0.55}
              />
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}

function dayName(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
