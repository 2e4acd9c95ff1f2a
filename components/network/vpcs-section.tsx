import { formatExact } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { EndpointComparison } from "./endpoint-comparison.tsx";
import { VpcsTable } from "./vpcs-table.tsx";

/** Which VPCs lack free endpoints, what those would save at most, and when a paid endpoint pays. */
export function VpcsSection({ view, canSeeCost }: { readonly view: NetworkView; readonly canSeeCost: boolean }) {
  return (
    <section className="mt-8" aria-label="VPCs and endpoints">
      <h2 className="mb-1 text-lg font-semibold">VPCs and endpoints</h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">
        Gateway endpoints for S3 and DynamoDB are free and keep that traffic off the NAT gateway. What they would save
        at most is all that the gateways process, and what of it is known to cross zones: CloudWatch does not say which
        of it goes to S3 or DynamoDB.
        {view.vpcs.length < view.vpcCount
          ? ` The first ${formatExact(view.vpcs.length)} of ${formatExact(view.vpcCount)} are shown.`
          : ""}
      </p>
      <VpcsTable vpcs={view.vpcs} canSeeCost={canSeeCost} />
      {canSeeCost ? <EndpointComparison defaults={view.endpointDefaults} /> : null}
    </section>
  );
}
