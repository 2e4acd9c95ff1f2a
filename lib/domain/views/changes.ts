import type { FactState } from "#lib/domain/fleet/fact.ts";

/** One field that changed. Environment values are told as "changed", never shown. */
export interface ChangeFieldView {
  readonly path: string;
  /** JSON text; null where the field was not there. */
  readonly before: string | null;
  readonly after: string | null;
  /** What was changed about a value that is not shown; null where both sides are. */
  readonly hidden: string | null;
}

/** One change of one thing. Instants are ISO. */
export interface ChangeView {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string | null;
  readonly entityKind: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly kind: "created" | "updated" | "deleted";
  readonly classes: readonly string[];
  readonly summary: string;
  readonly fields: readonly ChangeFieldView[];
  readonly occurredAt: string;
  readonly detectedAt: string;
  readonly actor: string | null;
  readonly eventName: string | null;
  readonly actorState: FactState;
  readonly actorReason: string | null;
}

/** Some changes, the latest first; `next` asks for those before them. */
export interface ChangePage {
  readonly changes: readonly ChangeView[];
  readonly next: string | null;
}

/** How many changes a filter leaves, and how they fall on the UTC days. */
export interface ChangeSummary {
  readonly total: number;
  readonly entities: number;
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** When the first snapshot was taken: nothing can be said about the time before. */
  readonly historyFrom: string | null;
}

/** A moment from which a function looked as it did until the next. */
export interface MomentView {
  readonly at: string;
  readonly until: string | null;
}

/** Two moments of one function side by side. */
export interface ComparisonView {
  readonly arn: string;
  readonly name: string;
  readonly moments: readonly MomentView[];
  readonly before: string | null;
  readonly after: string | null;
  readonly fields: readonly ChangeFieldView[];
  readonly summary: string;
}
