import { priceList } from "#lib/aws/price-list.ts";
import { readingOf } from "#lib/domain/collection/estimate-readings.ts";
import type { FleetCounts } from "#lib/domain/collection/fleet-counts.ts";
import { lowerBound } from "#lib/domain/collection/lower-bound.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { readCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { countStoredFleet } from "./count-stored-fleet.ts";
import { assumptionsOf } from "./estimate-assumptions.ts";
import { type EstimateScope, optionsFor, withinScope } from "./estimate-sync.ts";
import { currentSpending, type Spending } from "./spending.ts";

/** What a sync is asked to be about; what is absent means all. */
export interface AskedScope extends EstimateScope {
  readonly sources?: readonly SourceName[] | undefined;
}

/** One source of an estimated sync. */
export interface SourceEstimate {
  readonly source: SourceName;
  readonly calls: number;
  readonly usd: number;
}

/** What one sync of a scope would ask of AWS if it began now. */
export interface ScopeEstimate {
  /** Account-Regions in the scope. */
  readonly places: number;
  readonly calls: number;
  /** At the present shares of the quotas; the shortest that they allow. */
  readonly seconds: number;
  readonly usd: number;
  /** In the order of collection; sources that need no call are left out. */
  readonly sources: readonly SourceEstimate[];
  readonly spending: Spending;
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}

/** Estimates one sync of exactly this scope, from the fleet as the store knows it; null where none was read yet. */
export async function estimateScope(
  context: ServiceContext,
  { quotaShare, scope }: { readonly quotaShare: number; readonly scope: AskedScope },
): Promise<ScopeEstimate | null> {
  authorize(context.actor, "sync:run");
  const now = context.clock.now();
  const stored = await countStoredFleet(context, now);
  if (stored === null) return null;
  const [spending, { quotaShares }] = await Promise.all([
    currentSpending(context),
    readCollectionSettings(context.db.pool),
  ]);
  const shape = withinScope(stored.shape, scope);
  const { counts, reads } = readingOf(shape, "daily", spending.economy, now);
  const wanted = (source: SourceName) => reads(source) && (scope.sources?.includes(source) ?? true);
  const { quotaOf, latencySeconds } = optionsFor(now, quotaShare, quotaShares);
  const { terms, calls, seconds } = lowerBound(counts, { quotaOf, latencySeconds, reads: wanted });
  const bySource = sources.flatMap(({ name }) => {
    const asked = terms.reduce((sum, term) => sum + (term.source === name ? term.calls : 0), 0);
    return asked > 0 ? [{ source: name, calls: asked, usd: wanted(name) ? dollarsOf(name, counts) : 0 }] : [];
  });
  return {
    places: shape.places.length,
    ...{ calls, seconds, sources: bySource, spending },
    usd: bySource.reduce((sum, { usd }) => sum + usd, 0),
    assumptions: [
      "Counted as the reading in which everything is due; what another sync has just read takes less.",
      ...assumptionsOf({ kind: "store", ...stored }, quotaShare),
    ],
  };
}

/** What AWS bills for one source of a reading; all others are free. */
function dollarsOf(source: SourceName, { places }: FleetCounts): number {
  return places
    .filter(({ functions }) => functions > 0)
    .reduce((sum, { metricWindows, scannedBytes = 0 }) => {
      const metrics = metricWindows.reduce(
        (total, window) => total + (window.source === source ? (window.metrics ?? 0) : 0),
        0,
      );
      const bytes = source === "starts" ? scannedBytes : 0;
      return sum + metrics * priceList.metricUsd + bytes * priceList.scannedByteUsd;
    }, 0);
}
