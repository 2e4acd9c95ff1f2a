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
}

/** A time in which nothing could be read; hatched. */
export interface UnknownRange {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** What stands behind a chart: its table view and its CSV. */
export interface ChartTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
