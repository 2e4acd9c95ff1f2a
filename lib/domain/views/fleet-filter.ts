/** What a read is narrowed to, as plain values: the scope bar, the search box, the property filter. Empty lists mean all. */
export interface FleetFilter {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly teamId: string | null;
  /** A name, an ARN or a part of either. */
  readonly search: string;
  readonly conditions: readonly FilterCondition[];
}

export type FilterOperator = "=" | "!=" | ">" | ">=" | "<" | "<=" | ":";

/** One clause of the property filter; several values of one clause are alternatives. `:` means "contains". */
export interface FilterCondition {
  readonly property: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

/** Time that figures are about: one of the periods with ready-made aggregates, or two instants (`to` exclusive). */
export interface FigurePeriod {
  readonly from: Date;
  readonly to: Date;
  readonly preset: "24h" | "7d" | "30d" | "90d" | null;
}
