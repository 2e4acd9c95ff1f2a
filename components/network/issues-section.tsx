import { EmptyGood } from "#components/states/empty-good.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { IssuesTable } from "./issues-table.tsx";

/** VPC functions to look at: not active, in one zone, under the bandwidth ceiling. */
export function IssuesSection({ view }: { readonly view: NetworkView }) {
  const { unknownSubnets, unknownStates } = view;
  const unknown = unknownSubnets + unknownStates;
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-lg font-semibold">Functions to look at</h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">
        {view.stance === "required"
          ? "Functions that are not active, or that one Availability Zone can take down."
          : "Functions that are not active, that one Availability Zone can take down, or that the bandwidth of a VPC limits."}
        {view.issues.length < view.functionsToLookAt
          ? ` The first ${formatExact(view.issues.length)} of ${formatExact(view.functionsToLookAt)} are shown.`
          : ""}
        {unknownSubnets > 0 ? ` Of ${formatNoun(unknownSubnets, "function")} the zones of subnets are not known.` : ""}
        {unknownStates > 0 ? ` Of ${formatNoun(unknownStates, "function")} the state is not known.` : ""}
      </p>
      {view.issues.length === 0 && unknown === 0 ? (
        <EmptyGood title="Every function in a VPC is active and spread over zones." checkedAt={view.observedAt} />
      ) : (
        <IssuesTable issues={view.issues} />
      )}
    </section>
  );
}
