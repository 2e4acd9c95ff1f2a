import type { SimulatorOptions } from "#simulator/server.ts";

/** What one process of several answers for. */
export interface MemberTask {
  readonly options: Omit<SimulatorOptions, "authorize">;
  /** Real time, in milliseconds since 1970, at which the simulated time began. */
  readonly startedAtMs: number;
  readonly index: number;
  readonly count: number;
}

/** From the process that started the others. */
export type PrimaryMessage =
  | { readonly type: "task"; readonly task: MemberTask }
  /** The ports that reach each process alone, in the order of their indexes. */
  | { readonly type: "peers"; readonly ownPorts: readonly number[] }
  | { readonly type: "stop" };

/** To the process that started it. */
export type MemberMessage =
  | { readonly type: "listening"; readonly port: number; readonly ownPort: number }
  | { readonly type: "introduced" }
  /** It cannot do its task: the error's text, whether it was a RangeError, and the members that tell its kind. */
  | {
      readonly type: "refused";
      readonly message: string;
      readonly range: boolean;
      readonly named: { readonly name?: string; readonly code?: string };
    };
