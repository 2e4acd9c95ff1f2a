import { formatCount, formatUsd } from "#lib/client/format.ts";
import type { SpendingView } from "#lib/domain/views/sync-spending.ts";
import { DailyBars } from "./daily-bars.tsx";

/** The month day by day: dollars, and calls whether they cost anything or not. */
export function MonthCharts({ spending: { month, days } }: { readonly spending: SpendingView }) {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const daysInMonth = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const unpriced = days.some(({ costUsd }) => costUsd === null);
  const dollars = days.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  const calls = days.reduce((sum, day) => sum + day.calls, 0);
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <DailyBars
        title="Dollars by day"
        reading={`${formatUsd(dollars)} since the 1st${unpriced ? "; on the grey days a price is not known" : ""}.`}
        unit="usd"
        days={days.map(({ day, costUsd }) => ({ day, value: costUsd }))}
        daysInMonth={daysInMonth}
      />
      <DailyBars
        title="Calls by day"
        reading={`${formatCount(calls)} calls to AWS since the 1st; most are free.`}
        unit="count"
        days={days.map((day) => ({ day: day.day, value: day.calls }))}
        daysInMonth={daysInMonth}
      />
    </div>
  );
}
