import type { BenchFleet, FleetSize } from "./bench-fleet.ts";

/** One figure. Every bar is an upper one: smaller is better throughout. */
export interface Measurement {
  /** Bench and figure: `iam-5000-roles.wall`. */
  readonly name: string;
  /** Null: it could not be measured here, and `note` says why. */
  readonly value: number | null;
  readonly unit: string;
  /** The figure to hold; null where there is none. */
  readonly bar: number | null;
  /** For people: what was measured, or the reference of the same run. */
  readonly note?: string;
}

export interface BenchOptions {
  /** A GetAccountAuthorizationDetails file for iam-5000-roles; null: one is made. */
  readonly file: string | null;
  /** Functions of the fleet that pages are measured on. */
  readonly functions: number;
}

/** What a bench runs with. Everything it opens goes through here, so that nothing is left behind. */
export interface BenchContext {
  readonly options: BenchOptions;
  /** Tells people what goes on, on standard error. */
  say(line: string): void;
  /** Adds a line to the human report under the bench's figures. */
  explain(line: string): void;
  /** Called in reverse order when all benches are done, however they ended. */
  undo(step: () => Promise<void>): void;
  /** A synced fleet of this size; benches that ask for the same one share it. */
  fleet(size: FleetSize): Promise<BenchFleet>;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): AsyncIterable<Measurement>;
}

/** Whether a figure holds its bar; null where it has none or could not be measured. */
export function holds({ value, bar }: Measurement): boolean | null {
  return value === null || bar === null ? null : value <= bar;
}
