import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { IssuesSection } from "./issues-section.tsx";
import { NetworkHeader } from "./network-header.tsx";
import { NetworkStats } from "./network-stats.tsx";
import { PenaltySection } from "./penalty-section.tsx";
import { SubnetsTable } from "./subnets-table.tsx";
import { VpcsTable } from "./vpcs-table.tsx";

/** What do VPCs cost our functions? */
export function NetworkPage({ view }: { readonly view: NetworkView }) {
  if (view.functions === 0 || view.vpcFunctions === 0) return <NoVpcs view={view} />;
  return (
    <>
      <NetworkHeader view={view} />
      <PartialBar
        missing={view.missing}
        effect="Subnets, states or starts of their functions are not in these figures."
      />
      <NetworkStats view={view} />
      <PenaltySection penalty={view.penalty} />
      <IssuesSection view={view} />
      <section className="mt-8">
        <h2 className="mb-1 text-lg font-semibold">Subnets</h2>
        <p className="mb-3 max-w-[80ch] text-sm text-muted">
          Addresses left and how long they last at the pace of up to 30 days, the shortest runway first.
        </p>
        <SubnetsTable subnets={view.subnets} />
      </section>
      <section className="mt-8">
        <h2 className="mb-1 text-lg font-semibold">VPCs</h2>
        <p className="mb-3 max-w-[80ch] text-sm text-muted">
          NAT gateways bill each hour and each GB. Gateway endpoints for S3 and DynamoDB are free and keep that traffic
          off them.
        </p>
        <VpcsTable vpcs={view.vpcs} />
      </section>
    </>
  );
}

function NoVpcs({ view }: { readonly view: NetworkView }) {
  if (view.functions > 0 && view.missing.length === 0) {
    return (
      <FirstUse
        title="No function stands in a VPC"
        action={<LinkButton href="/functions">See the functions</LinkButton>}
      >
        None of {view.functions.toLocaleString("en-US")} functions in this scope has a VPC configuration, so there is no
        penalty, no subnet and no NAT gateway to pay for them.
      </FirstUse>
    );
  }
  return (
    <FirstUse title="No network to show" action={<LinkButton href="/sync">See the sync</LinkButton>}>
      {view.missing.length > 0
        ? "Functions or networks of this scope have not been read; the sync says where and why."
        : "There is no function in this scope. Widen it at the top of the page, or run a first sync."}
    </FirstUse>
  );
}
