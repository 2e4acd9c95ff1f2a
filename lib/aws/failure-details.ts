import type { Denial } from "./denial.ts";
import type { ErrorShape } from "./error-shape.ts";
import type { AwsCall } from "./failure.ts";

/** What the text of a failure is made from. */
export interface FailureDetails extends AwsCall {
  readonly action: string;
  readonly shape: ErrorShape;
  readonly denial: Denial | null;
}

/** What a failure says to people: one sentence of what is so and one of what to do. */
export interface FailureText {
  readonly reason: string;
  readonly remedy: string;
}
