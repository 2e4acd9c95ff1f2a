import type { SignedInUser } from "#lib/auth/actor.ts";
import { loadConfig } from "#lib/config/config.ts";
import type { SyncEstimateView } from "#lib/domain/views/sync-spending.ts";
import { serviceContext } from "#lib/server/context.ts";
import { type AskedScope, estimateScope } from "#lib/services/budget/estimate-scope.ts";
import { sourceTitle } from "./sync-run-view.ts";

/** What a sync of a scope would take, for the one who is about to start it; null where no fleet is known yet. */
export async function getSyncEstimate(
  user: SignedInUser,
  scope: AskedScope,
): Promise<{ readonly estimate: SyncEstimateView | null }> {
  const { quotaShare } = loadConfig(process.env);
  const found = await estimateScope(serviceContext(user), { quotaShare, scope });
  if (found === null) return { estimate: null };
  const { places, calls, seconds, usd, sources, spending, assumptions } = found;
  const { budgetUsd, leftUsd } = spending;
  return {
    estimate: {
      ...{ places, calls, budgetUsd, leftUsd, assumptions },
      durationMs: seconds * 1000,
      costUsd: usd,
      leftAfterUsd: leftUsd === null ? null : Math.max(0, leftUsd - usd),
      sources: sources.map(({ source, calls: asked, usd: costUsd }) => ({
        ...{ source, costUsd },
        title: sourceTitle(source),
        calls: asked,
      })),
    },
  };
}
