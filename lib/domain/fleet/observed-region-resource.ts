import type { JsonObject } from "./observed.ts";

/** Something of a Region beside its event functions, as AWS sent it and without secrets. */
export interface ObservedRegionResource {
  readonly kind: "webFunction" | "capacityProvider" | "scalableTarget" | "scheduledAction" | "scalingPolicy";
  readonly arn: string;
  readonly name: string;
  readonly state: string | null;
  readonly modifiedAt: Date | null;
  readonly document: JsonObject;
}
