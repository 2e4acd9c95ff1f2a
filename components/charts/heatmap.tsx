"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { formatUnit, type Unit } from "#lib/client/format.ts";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";
import { Hatch } from "./hatch.tsx";
import { unitName } from "./time-table.ts";
import type { ChartPoint } from "./types.ts";
import { roundedFor, type Week, weekHours, weekOf } from "./week-hours.ts";
import { ZoneSwitch } from "./zone-switch.tsx";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface HeatmapBase extends Pick<ChartFrameProps, "title" | "reading" | "className"> {
  readonly unit: Unit;
}

type HeatmapProps = HeatmapBase &
  (
    | {
        /** Seven rows (Monday first) of 24 values, in the zone that `zone` names; null where nothing is known. */
        readonly values: readonly (readonly (number | null)[])[];
        readonly zone: string;
        readonly points?: never;
      }
    | {
        /** Hourly values, laid on the week in whatever zone the page shows. */
        readonly points: readonly ChartPoint[];
        readonly values?: never;
        readonly zone?: never;
      }
  );

/** When in the week: hour by weekday, darker for more, hatched where nothing is known. */
export function Heatmap(props: HeatmapProps) {
  const { title, reading, className, unit } = props;
  const { shownZone } = useTimeZone();
  const zone = props.points ? shownZone : props.zone;
  const week = props.points ? weekHours(props.points, shownZone) : weekOf(props.values);
  const first = props.points?.[0];
  const value = (day: number, hour: number) => week[day]?.[hour]?.value ?? null;
  const rows = (round: (value: number) => number) =>
    hours.map((hour) => [
      clock(hour),
      ...days.map((_, day) => {
        const cell = value(day, hour);
        return cell === null ? null : round(cell);
      }),
    ]);
  return (
    <ChartFrame
      title={title}
      reading={reading}
      table={() => ({ header: [`Hour (${zone})`, ...days], rows: rows((cell) => roundedFor(unit, cell)) })}
      csv={() => ({
        header: [
          `Hour (${zone})`,
          ...days.map((day) => `${day} (${unitName(unit)}${props.points ? ", mean of the hours" : ""})`),
        ],
        rows: rows((cell) => cell),
      })}
      caption={`Hours and weekdays in ${zone}`}
      tools={
        first ? (
          <ZoneSwitch at={Date.parse(first.t)} />
        ) : (
          <span className="px-1.5 text-xs whitespace-nowrap text-faint">{zone}</span>
        )
      }
      {...(className ? { className } : {})}
    >
      <WeekPicture title={title} week={week} unit={unit} zone={zone} />
    </ChartFrame>
  );
}

interface WeekPictureProps {
  readonly title: string;
  readonly week: Week;
  readonly unit: Unit;
  readonly zone: string;
}

const cell = { width: 20.4, height: 20, left: 30 } as const;
const width = 522;
const height = 160;

/** Pointer and arrow keys read single hours; what is read stands under the picture, where it needs no room of its own. */
function WeekPicture({ title, week, unit, zone }: WeekPictureProps) {
  const hatch = useId().replaceAll(":", "");
  const [at, setAt] = useState<readonly [number, number] | null>(null);
  const known = week.flat().flatMap(({ value }) => value ?? []);
  const max = Math.max(0, ...known);
  const darkest =
    known.length === 0 ? "No hour is known" : `Strongest colour: ${formatUnit(roundedFor(unit, max), unit)} in an hour`;
  const told = at ? tell(week, at, unit, zone) : darkest;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(at, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <>
      <div
        role="application"
        aria-roledescription="chart"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the hours are moved through by keys.
        tabIndex={0}
        aria-label={`${title}. Arrow keys move through weekdays and hours.`}
        className="overflow-x-auto rounded-sm"
        data-chart-plane
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
      >
        <svg data-chart aria-hidden viewBox={`0 0 ${width} ${height}`} className="w-full max-w-[46rem] min-w-[29rem]">
          <Hatch id={hatch} />
          {days.map((name, day) => (
            <text key={name} x="0" y={14 + day * cell.height} fontSize={9} fill="var(--color-faint)">
              {name.slice(0, 3)}
            </text>
          ))}
          {days.map((name, day) =>
            hours.map((hour) => {
              const value = week[day]?.[hour]?.value ?? null;
              const chosen = at?.[0] === day && at[1] === hour;
              return (
                <rect
                  key={`${name} ${hour}`}
                  x={cell.left + hour * cell.width}
                  y={2 + day * cell.height}
                  width={cell.width - 2}
                  height={cell.height - 2}
                  rx="2"
                  fill={value === null ? `url(#${hatch})` : "var(--color-series-1)"}
                  fillOpacity={value === null ? 1 : 0.06 + (max > 0 ? 0.94 * (value / max) : 0)}
                  stroke={chosen ? "var(--color-ink)" : "none"}
                  strokeWidth={1.5}
                  onPointerEnter={() => setAt([day, hour])}
                />
              );
            }),
          )}
          {hours
            .filter((hour) => hour % 3 === 0)
            .map((hour) => (
              <text key={hour} x={cell.left + hour * cell.width} y={height - 4} fontSize={9} fill="var(--color-faint)">
                {clock(hour)}
              </text>
            ))}
        </svg>
      </div>
      <p role="status" className="tabular h-8 pt-1 text-xs text-muted">
        {told}
      </p>
    </>
  );
}

function tell(week: Week, [day, hour]: readonly [number, number], unit: Unit, zone: string): string {
  const { value, hours: known } = week[day]?.[hour] ?? { value: null, hours: 0 };
  const figure = value === null ? "not known" : formatUnit(roundedFor(unit, value), unit);
  return `${days[day]} ${clock(hour)} ${zone}: ${figure}${known > 1 ? `, mean of ${known}` : ""}`;
}

/** Where a key leads; null to nowhere, undefined for a key that does nothing here. */
function moved(at: readonly [number, number] | null, key: string): readonly [number, number] | null | undefined {
  const [day, hour] = at ?? [0, 0];
  const places: Readonly<Record<string, readonly [number, number] | null>> = {
    ArrowLeft: [day, hour - 1],
    ArrowRight: [day, hour + 1],
    ArrowUp: [day - 1, hour],
    ArrowDown: [day + 1, hour],
    Home: [day, 0],
    End: [day, 23],
    Escape: null,
  };
  const next = places[key];
  if (!next) return next;
  return at === null ? [0, 0] : [Math.min(6, Math.max(0, next[0])), Math.min(23, Math.max(0, next[1]))];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
