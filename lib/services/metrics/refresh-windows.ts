import type { Place } from "#lib/db/sql/place.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { refreshSpans } from "./refresh-window.ts";
import { type WindowName, windowNames, windowOf } from "./window-spans.ts";

/** Works out the aggregates of each function of a place over 24 hours, 7, 30 and 90 days. */
export async function refreshWindows(context: ServiceContext, place: Place): Promise<void> {
  await refresh(context, place, windowNames);
}

/** The same for the windows that reach back beyond what is kept by the hour. */
export async function refreshLongWindows(context: ServiceContext, place: Place): Promise<void> {
  await refresh(context, place, ["30d", "90d"]);
}

async function refresh(context: ServiceContext, place: Place, names: readonly WindowName[]): Promise<void> {
  const now = context.clock.now();
  const spans = names.map((name) => windowOf(name, now));
  await refreshSpans(context, place, spans, now);
}
