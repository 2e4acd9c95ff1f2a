import { formatDate } from "#lib/client/format-time.ts";
import { fewestTrendDays, type HeadroomRunway } from "#lib/domain/concurrency/headroom-runway.ts";

/** A UTC day in words. */
export function dayText(day: string): string {
  return formatDate(new Date(`${day}T00:00:00Z`), "UTC");
}

function perWeekText({ low, high }: { readonly low: number; readonly high: number }): string {
  const text = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${amount(Math.abs(value))}`;
  return `${text(low)} to ${text(high)} a week`;
}

function amount(value: number): string {
  // Two digits that tell, so that a slope of 0.03 is not written as 0.
  return value >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}

/** When it runs out, for a cell: a day, or why none is named. */
export function runwayCell(runway: HeadroomRunway): string {
  switch (runway.state) {
    case "unknown":
      return runway.reason;
    case "tooFew":
      return `${runway.days} of ${fewestTrendDays} days read`;
    case "none":
      return "no trend";
    case "falling":
      return "falling";
    case "step":
      return "a step, no trend";
    case "usedUp":
      return "now";
    case "growing":
      return runway.day === null ? "not within a year" : dayText(runway.day);
  }
}

/** The same as a sentence with what it rests on. */
export function runwaySentence(runway: HeadroomRunway): string {
  switch (runway.state) {
    case "unknown":
      return runway.reason;
    case "tooFew":
      return `A trend needs ${fewestTrendDays} days, four of each weekday; ${runway.days} have been read.`;
    case "none":
      return `No trend: by ${runway.days} days it changes by ${perWeekText(runway.perWeek)} (95 %), which holds 0.`;
    case "falling":
      return `It falls by ${perWeekText(runway.perWeek)} (95 %, ${runway.days} days): it does not run out this way.`;
    case "step":
      return `It grew by ${perWeekText(runway.perWeek)} (95 %, ${runway.days} days), but not throughout: rather a step than a trend, so no day is named.`;
    case "usedUp":
      return "On the last day that was read all of the limit was claimed.";
    case "growing":
      return growingSentence(runway);
  }
}

function growingSentence({ day, earliest, latest, perWeek, days }: Extract<HeadroomRunway, { state: "growing" }>) {
  const growth = `It grows by ${perWeekText(perWeek)} (95 %, ${days} days)`;
  if (day === null) return `${growth}: at this pace it does not run out within a year.`;
  const from = earliest === null ? "" : dayText(earliest);
  const until = latest === null ? "later than a year" : dayText(latest);
  return `${growth}: at this pace all of it is claimed on ${dayText(day)} (${from} to ${until}).`;
}
