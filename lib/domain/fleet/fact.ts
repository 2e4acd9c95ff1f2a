/**
 * One observed fact, in one of five states. Unknown is a state with a reason, never a zero, an empty list or a pass.
 *
 * `observedAt` is when AWS last answered; `since` is when the fact became unreadable, so that a page can say
 * "not visible since Tuesday" while it still shows what was known before (`last`).
 */
export type Fact<T> =
  | { readonly state: "known"; readonly value: T; readonly observedAt: Date }
  | { readonly state: "notYetRead" }
  | { readonly state: "denied"; readonly reason: string; readonly since: Date }
  | { readonly state: "failed"; readonly reason: string; readonly since: Date }
  | { readonly state: "notApplicable"; readonly reason: string };

export type FactState = Fact<unknown>["state"];

/** Why one field of an entity is not known. The shape that is stored beside an entity and shown on its page. */
export interface Unknown {
  readonly state: Exclude<FactState, "known">;
  /** A sentence for people, without secrets, for example "lambda:GetPolicy is denied for this account". */
  readonly reason: string;
  /** ISO instant since when it is so; null where it was never read. */
  readonly since: string | null;
}

/** Map from a field's name to why it is not known. A field that is absent from the map is known. */
export type Unknowns = Readonly<Record<string, Unknown>>;
