import { formatDuration } from "#lib/client/format.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

interface CellAgeProps {
  readonly observedAt: string | null;
  /** When the page read it, in ms. */
  readonly readAt: number;
}

/** How old what is known of a cell is, in three or four letters; empty where nothing is known. */
export function CellAge({ observedAt, readAt }: CellAgeProps) {
  return (
    <span aria-hidden className="tabular h-4 text-[0.6875rem] leading-4 whitespace-nowrap text-faint">
      {observedAt === null ? "" : shortAge(readAt - Date.parse(observedAt))}
    </span>
  );
}

/** An age in its largest unit: `now`, `4 min`, `3 h`, `12 d`. */
function shortAge(ageMs: number): string {
  if (ageMs < minuteMs) return "now";
  const unit = ageMs < hourMs ? minuteMs : ageMs < 2 * dayMs ? hourMs : dayMs;
  return formatDuration(ageMs - (ageMs % unit));
}
