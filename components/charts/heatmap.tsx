import { formatUnit, type Unit } from "#lib/client/format.ts";
import { ChartFrame, type ChartFrameProps } from "./chart-frame.tsx";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface HeatmapProps extends Pick<ChartFrameProps, "title" | "reading" | "className"> {
  /** Seven rows (Monday first) of 24 values, in the zone that `zone` names; null where nothing is known. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly unit: Unit;
  readonly zone: string;
}

/** When in the week: hour by weekday, darker for more, hollow for not known. */
export function Heatmap({ title, reading, className, values, unit, zone }: HeatmapProps) {
  const max = values.flat().reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const at = (day: number, hour: number) => values[day]?.[hour] ?? null;
  const table = {
    header: [`Hour (${zone})`, ...days],
    rows: hours.map((hour) => [`${hour}:00`, ...days.map((_, day) => at(day, hour))]),
  };
  return (
    <ChartFrame title={title} reading={reading} table={table} {...(className ? { className } : {})}>
      <svg
        data-chart
        role="img"
        aria-label={`${title}; the table view has the figures`}
        viewBox="0 0 520 158"
        className="w-full"
      >
        {days.map((name, day) => (
          <text key={name} x="0" y={14 + day * 20} className="fill-faint text-[9px]">
            {name.slice(0, 3)}
          </text>
        ))}
        {days.map((name, day) =>
          hours.map((hour) => {
            const value = at(day, hour);
            return (
              <rect
                key={`${name} ${hour}`}
                x={28 + hour * 20.4}
                y={2 + day * 20}
                width="18.4"
                height="18"
                rx="2"
                fill={value === null ? "none" : "var(--color-series-1)"}
                fillOpacity={value === null || max === 0 ? 0.04 : 0.04 + 0.96 * (value / max)}
                stroke={value === null ? "var(--color-line-strong)" : "none"}
                strokeDasharray="2 2"
              >
                <title>{`${name} ${hour}:00 ${zone}: ${value === null ? "not known" : formatUnit(value, unit)}`}</title>
              </rect>
            );
          }),
        )}
        {hours
          .filter((hour) => hour % 6 === 0)
          .map((hour) => (
            <text key={hour} x={28 + hour * 20.4} y="154" className="fill-faint text-[9px]">
              {`${hour}:00`}
            </text>
          ))}
      </svg>
    </ChartFrame>
  );
}
