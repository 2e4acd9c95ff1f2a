import { formatNoun } from "#lib/client/format.ts";
import type { ChangeSummary } from "#lib/domain/views/changes.ts";

interface DayBarsProps {
  readonly days: ChangeSummary["days"];
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** Changes per UTC day over the time range: a glance at when much happened. */
export function DayBars({ days, from, to }: DayBarsProps) {
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const first = Date.parse(from.slice(0, 10));
  const length = Math.min(400, Math.floor((Date.parse(to) - 1 - first) / dayMs) + 1);
  const all = Array.from({ length }, (_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10));
  const most = Math.max(1, ...counts.values());
  const busiest = days.reduce<{ day: string; count: number } | null>(
    (top, day) => (top && top.count >= day.count ? top : day),
    null,
  );
  return (
    <figure className="mb-4 rounded-lg border border-line bg-surface px-4 py-3">
      <figcaption className="mb-2 text-xs text-faint">
        Changes per UTC day{busiest ? `; the most on ${busiest.day}: ${formatNoun(busiest.count, "change")}` : ""}
      </figcaption>
      <div className="flex h-12 items-end gap-px" aria-hidden>
        {all.map((day) => {
          const count = counts.get(day) ?? 0;
          return (
            <div
              key={day}
              title={`${day}: ${formatNoun(count, "change")}`}
              className={count > 0 ? "min-w-0 flex-1 rounded-t-sm bg-accent" : "min-w-0 flex-1 bg-line"}
              style={{ height: count > 0 ? `${Math.max(8, (count / most) * 100)}%` : "2px" }}
            />
          );
        })}
      </div>
    </figure>
  );
}
