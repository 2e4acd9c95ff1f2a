import { Method } from "#components/layout/method.tsx";
import { formatExact, formatNoun, formatUsd } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { NatTable } from "./nat-table.tsx";

interface NatSectionProps {
  readonly view: NetworkView;
  readonly canSeeCost: boolean;
  readonly exportHref: string | null;
}

/** What NAT gateways carry and cost, and which functions that is put down to. */
export function NatSection({ view, canSeeCost, exportHref }: NatSectionProps) {
  const { natGateways, natCount, natTotal } = view;
  return (
    <section className="mt-8" aria-label="NAT gateways">
      <h2 className="mb-1 text-lg font-semibold">NAT gateways</h2>
      <p className="max-w-[80ch] text-sm text-muted">
        {natCount === 0
          ? "No route of these functions leads to a NAT gateway, as far as networks were read."
          : `${formatNoun(natCount, "gateway")} that routes of these functions lead to.`}{" "}
        {natTotal === null || natCount === 0 ? null : <TotalSentence total={natTotal} count={natCount} />}
        {natGateways.length < natCount
          ? ` The ${formatExact(natGateways.length)} dearest are shown; the export has all.`
          : ""}
      </p>
      <Method
        formula={
          <>
            Processed = BytesInFromSource + BytesInFromDestination: what the gateway takes in on both sides. What it
            sends on (BytesOutToDestination, BytesOutToSource) is the same bytes again and is not billed twice. Cost a
            month = 730 × price an hour + GB a month × price a GB + GB that cross zones × price between zones × 2. A
            function&apos;s part = bytes sent and received, or invocations, × part of its subnets that lead to the
            gateway ÷ the same over all functions behind it. By bytes where Lambda Insights tells those of every
            function behind the gateway that ran, by invocations else: never both in one gateway.
          </>
        }
        sources={[
          "CloudWatch AWS/NATGateway, whole days up to yesterday",
          "EC2 route tables and interfaces",
          "Events of Lambda Insights (rx_bytes, tx_bytes), where it is installed",
          "AWS price list",
        ]}
        n={natGateways.reduce((sum, { traffic }) => sum + (traffic?.days ?? 0), 0)}
        caveats={[
          "By invocations, a function that sends much in few of them is given too little.",
          "By bytes, what a function exchanges within its VPC and through gateway endpoints counts as well: Lambda Insights does not tell it apart.",
          "What other things in the VPC send is in the same bytes and cannot be told apart.",
          "Data transfer to the internet, discounts and credits. A GB is 2^30 bytes.",
        ]}
      />
      <div className="mt-3">
        <NatTable gateways={natGateways} canSeeCost={canSeeCost} exportHref={exportHref} />
      </div>
    </section>
  );
}

function TotalSentence({
  total: { usdPerMonth, unknown },
  count,
}: {
  readonly total: NonNullable<NetworkView["natTotal"]>;
  readonly count: number;
}) {
  if (unknown === count)
    return <>What they cost is not known: their traffic or the price of their Region is missing.</>;
  return (
    <>
      <strong className="font-semibold text-ink">{formatUsd(usdPerMonth)} a month</strong> at list price and the pace of
      the last 30 days{unknown > 0 ? `, without ${formatNoun(unknown, "gateway")} of which it is not known` : ""}.
    </>
  );
}
