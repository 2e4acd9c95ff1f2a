import type { JsonObject } from "./policy-document.ts";

/** A statement that proves something of a role, and what of it does so. */
export interface Proof {
  /** Policy ARN, or `inline:NAME`. */
  readonly source: string;
  /** The statement as written. */
  readonly statement: JsonObject;
  /** `service:Action` as AWS spells them, sorted. */
  readonly actions: readonly string[];
  /** Resource patterns as written; of a `NotResource`, what it leaves out, each with `!` before it. */
  readonly resources: readonly string[];
}
