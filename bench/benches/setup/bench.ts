import type { BenchFleet, FleetSize, ProfileFolders } from "./bench-fleet.ts";

/** One figure. */
export interface Measurement {
  /** Bench and figure: `iam-5000.wall`. */
  readonly name: string;
  /** Null: it could not be measured here, and `note` says why. */
  readonly value: number | null;
  readonly unit: string;
  /** The figure to hold; null where there is none. */
  readonly bar: number | null;
  /** Which side of the bar is held: `atMost`, the default, is a bar that smaller figures hold; `atLeast` one that larger do. */
  readonly direction?: "atMost" | "atLeast";
  /** For people: what was measured, or the reference of the same run. */
  readonly note?: string;
}

export interface BenchOptions {
  /** A GetAccountAuthorizationDetails file for iam-5000 and iam-again; null: one is made. */
  readonly file: string | null;
  /** Functions of the fleet that is measured, in place of the bench's own; null: the bench's own. */
  readonly functions: number | null;
  /** Sizes that a bench needs less than a minute for: to see that it works, not what it measures. */
  readonly quick: boolean;
  /** Multiplies AWS's rates in place of the bench's own factor; null: the bench's own. */
  readonly quotaScale: number | null;
  /** The only sizes that `sync-scaling` reads; null: all of them. */
  readonly sizes: readonly number[] | null;
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
  fleet(size: FleetSize, profiles?: ProfileFolders): Promise<BenchFleet>;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): AsyncIterable<Measurement>;
}

/** Whether a figure holds its bar; null where it has none or could not be measured. */
export function holds({ value, bar, direction = "atMost" }: Measurement): boolean | null {
  if (value === null || bar === null) return null;
  return direction === "atMost" ? value <= bar : value >= bar;
}
