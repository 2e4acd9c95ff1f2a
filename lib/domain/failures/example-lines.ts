/** One line of a log, redacted. */
export interface ExampleLine {
  /** ISO instant. */
  readonly at: string;
  readonly text: string;
}

/** How a request for example lines goes. `refused`: the month's budget does not have what it would cost. */
export type ExampleState = "waiting" | "running" | "done" | "denied" | "refused" | "failed";

/** Redacted lines are kept for this long. */
export const exampleHours = 4;

/** Requests without their lines are kept for this many days: what was asked, by whom, at what cost. */
export const exampleHistoryDays = 30;
