import type { JsonObject } from "#lib/domain/fleet/observed.ts";

/** A web function as its page shows it. Instants are ISO. */
export interface WebFunctionView {
  readonly arn: string;
  readonly name: string;
  readonly accountName: string;
  readonly region: string;
  readonly state: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly deletedAt: string | null;
  /** What ListWebFunctions sent, whole, without secrets. */
  readonly document: JsonObject;
}
