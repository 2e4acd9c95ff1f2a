/** One moment of a series. `v` null: nothing is known of it, which is a gap and not a zero. */
export interface ChartPoint {
  /** ISO instant: the start of the bucket. */
  readonly t: string;
  readonly v: number | null;
}

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  readonly points: readonly ChartPoint[];
  /** For what has a colour of its own (a status); otherwise the place in the list decides. */
  readonly color?: string;
}

/** Something that happened, marked on the axis: a deployment, a throttle storm. */
export interface ChartMark {
  readonly t: string;
  readonly label: string;
  readonly tone?: "change" | "throttle";
  /** Where it is told in full: a click on the mark goes there. */
  readonly href?: string;
}

/** A time in which nothing could be read; hatched. */
export interface UnknownRange {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** The period before, drawn dashed under this one: its points are moved by `shiftMs` onto this axis. */
export interface PreviousSeries {
  /** By the ids of the chart's own series. */
  readonly series: readonly Pick<ChartSeries, "id" | "points">[];
  readonly shiftMs: number;
}

/** What stands behind a chart: its table view and its CSV. */
export interface ChartTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** One line of what a chart says of one place. */
export interface ReadingValue {
  readonly id: string;
  readonly label: string;
  /** Null: it has none (a count of observations). */
  readonly color: string | null;
  readonly text: string;
  readonly dashed?: boolean;
}

/** What a chart says of one place: shown in the tooltip, kept by a pin, read aloud to who moves by keyboard. */
export interface PlaceReading {
  readonly title: string;
  readonly values: readonly ReadingValue[];
  /** What is to be known of the place: not over yet, why nothing was read, what was changed then. */
  readonly notes: readonly { readonly text: string; readonly href?: string }[];
}
