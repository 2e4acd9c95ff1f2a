import { type OffenderOrder, offenderOrders } from "#lib/domain/views/cold-starts.ts";

interface OrderLimits {
  /** Money orders only for people who may see it. */
  readonly withCost: boolean;
  /** Whether the period is no preset. */
  readonly ownRange: boolean;
}

/**
 * In which order the worst functions stand; what cannot order them falls back to the longest waits. Percentiles are
 * stored of the presets alone: over a range of one's own they are merged of the functions shown.
 */
export function offenderOrder(
  sort: { readonly column: string; readonly direction: "asc" | "desc" } | null,
  { withCost, ownRange }: OrderLimits,
): { order: OffenderOrder; ascending: boolean } {
  const order = offenderOrders.find((name) => name === sort?.column) ?? "waited";
  const refused = (!withCost && (order === "cost" || order === "share")) || (ownRange && order === "p99");
  if (refused) return { order: "waited", ascending: false };
  return { order, ascending: sort?.column === order && sort.direction === "asc" };
}
