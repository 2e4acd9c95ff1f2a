import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { IssuesSection } from "./issues-section.tsx";
import { NatSection } from "./nat-section.tsx";
import { NeedSection } from "./need-section.tsx";
import { NetworkHeader } from "./network-header.tsx";
import { NetworkStats } from "./network-stats.tsx";
import { OutsideList } from "./outside-table.tsx";
import { PenaltySection } from "./penalty-section.tsx";
import { SubnetsSection } from "./subnets-section.tsx";
import { VpcsSection } from "./vpcs-section.tsx";

interface NetworkPageProps {
  readonly view: NetworkView;
  /** The scope as a query string. */
  readonly query: string;
  readonly canSeeCost: boolean;
  readonly canExport: boolean;
}

/** What do VPCs cost our functions? */
export function NetworkPage({ view, query, canSeeCost, canExport }: NetworkPageProps) {
  if (view.functions === 0 || view.vpcFunctions === 0) return <NoVpcs view={view} />;
  const exportOf = (table: string) => (canExport ? `/api/network/export?${withTable(query, table)}` : null);
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
      <SubnetsSection view={view} exportHref={exportOf("subnets")} />
      <NatSection view={view} canSeeCost={canSeeCost} exportHref={exportOf("nat")} />
      <VpcsSection view={view} canSeeCost={canSeeCost} />
      <NeedSection view={view} />
    </>
  );
}

function withTable(query: string, table: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set("table", table);
  return parameters.toString();
}

function NoVpcs({ view }: { readonly view: NetworkView }) {
  if (view.functions > 0 && view.missing.length === 0) {
    return (
      <>
        <FirstUse
          title="No function stands in a VPC"
          action={<LinkButton href="/functions">See the functions</LinkButton>}
        >
          None of {view.functions.toLocaleString("en-US")} functions in this scope has a VPC configuration, so there is
          no penalty, no subnet and no NAT gateway to pay for them.
          {view.outside === null
            ? ""
            : " Your organisation's stance is that functions belong in a VPC: see them below."}
        </FirstUse>
        {view.outside === null ? null : <OutsideList outside={view.outside} />}
      </>
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
