/** One account-Region. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

export type Granularity = "hour" | "day";

/** The UTC day of an instant, as PostgreSQL's date takes it. */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
