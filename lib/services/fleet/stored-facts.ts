import type { StoredFunction } from "#lib/db/sql/function-facts.ts";
import type { SourceStateRow } from "#lib/db/sql/source-states.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";

/** What a source told, as a fact: known only while its last reading succeeded. */
export function factOfSource<T>(state: SourceStateRow | undefined, value: T): Fact<T> {
  if (state === undefined || state.state === "notYetRead") return { state: "notYetRead" };
  const since = state.since ?? new Date(0);
  switch (state.state) {
    case "known":
      return { state: "known", value, observedAt: state.observedAt ?? since };
    case "notApplicable":
      return { state: "notApplicable", reason: state.reason ?? "It does not apply." };
    default:
      return { state: state.state, reason: state.reason ?? "It could not be read.", since };
  }
}

/** One field of a function's detail, as a fact: known unless the function's unknowns name it. */
export function factOfColumn<T>(
  fn: Pick<StoredFunction, "unknowns" | "detailObservedAt">,
  field: string,
  value: T,
): Fact<T> {
  const unknown = fn.unknowns[field];
  if (unknown === undefined) return { state: "known", value, observedAt: fn.detailObservedAt ?? new Date(0) };
  switch (unknown.state) {
    case "notYetRead":
      return { state: "notYetRead" };
    case "notApplicable":
      return { state: "notApplicable", reason: unknown.reason };
    default:
      return { state: unknown.state, reason: unknown.reason, since: new Date(unknown.since ?? 0) };
  }
}
