import { EmptyGood } from "#components/states/empty-good.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { IssuesTable } from "./issues-table.tsx";

/** VPC functions to look at: not active, in one zone, under the bandwidth ceiling. */
export function IssuesSection({ view }: { readonly view: NetworkView }) {
  const unknown = Math.max(view.unknownSubnets, view.unknownStates);
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-lg font-semibold">Functions to look at</h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">
        Functions that are not active, that one Availability Zone can take down, or that the bandwidth of a VPC limits.
        {view.issues.length < view.functionsToLookAt
          ? ` The first ${formatExact(view.issues.length)} of ${formatExact(view.functionsToLookAt)} are shown.`
          : ""}
        {unknown > 0 ? ` Of ${formatNoun(unknown, "function")} subnets or state are not known.` : ""}
      </p>
      {view.issues.length === 0 && unknown === 0 ? (
        <EmptyGood title="Every function in a VPC is active and spread over zones." checkedAt={view.observedAt} />
      ) : (
        <IssuesTable issues={view.issues} />
      )}
    </section>
  );
}
