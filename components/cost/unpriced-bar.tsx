import { Callout } from "#components/ui/callout.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { CostSummary } from "#lib/domain/views/cost.ts";

/** Says how much ran whose cost is not known: it is left out of every sum, not counted as nothing. */
export function UnpricedBar({ total }: { readonly total: CostSummary }) {
  if (total.unpricedFunctions === 0 && total.unreadFunctions === 0) return null;
  return (
    <Callout tone="warning" className="mb-4">
      {total.unpricedFunctions > 0
        ? `The cost of ${formatNoun(total.unpricedFunctions, "function")} (${formatExact(total.unpricedInvocations)} invocations) is not known: the Region has no list price here, is not billed in US dollars, or the duration was not read. `
        : ""}
      {total.unreadFunctions > 0
        ? `Metrics of ${formatNoun(total.unreadFunctions, "function")} have not been read. `
        : ""}
      They are left out of every sum, not counted as $0.
    </Callout>
  );
}
