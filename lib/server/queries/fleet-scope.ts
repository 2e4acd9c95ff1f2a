/**
 * What a read is narrowed to: the scope bar, resolved to plain values. Empty arrays mean all. `from` inclusive, `to`
 * exclusive; `preset` is set when the range is one that the read model keeps ready-made aggregates for.
 */
export interface FleetScope {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly teamId: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly preset: "24h" | "7d" | "30d" | "90d" | null;
}
