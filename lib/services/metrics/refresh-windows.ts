import type { Place } from "#lib/db/sql/place.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { refreshWindow } from "./refresh-window.ts";
import { windowNames, windowOf } from "./window-spans.ts";

/** Works out the aggregates of each function of a place over 24 hours, 7, 30 and 90 days. */
export async function refreshWindows(context: ServiceContext, place: Place): Promise<void> {
  const now = context.clock.now();
  for (const name of windowNames) await refreshWindow(context, place, windowOf(name, now), now);
}
