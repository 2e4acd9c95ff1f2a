import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { FunctionNetworkView, FunctionThing } from "#lib/domain/views/function-detail.ts";
import { NetworkNeed } from "./network-need.tsx";
import { PlainTable } from "./plain-table.tsx";

interface NetworkTabProps {
  readonly thing: FunctionThing;
  readonly network: FunctionNetworkView;
}

/** The VPC, subnets and zones that the function stands in. */
export function NetworkTab({ thing, network }: NetworkTabProps) {
  if (!thing.vpcId) {
    return (
      <>
        <StateTroubles network={network} />
        <p className="text-sm text-muted">
          This function is not in a VPC: it runs in Lambda&apos;s own network, over several Availability Zones.
          {network.stance === "required" ? " Your organisation's stance is that functions belong in a VPC." : ""}
        </p>
      </>
    );
  }
  const { zones, unknown } = network;
  return (
    <>
      <StateTroubles network={network} />
      {!unknown && zones.length === 1 ? (
        <Callout tone="warning" className="mb-4" title={<Term name="single AZ">All subnets lie in {zones[0]}</Term>}>
          When that zone fails, the function cannot start at all. A subnet in a second zone mends it.
        </Callout>
      ) : null}
      <Card aria-label="Network">
        <CardHeader
          title={thing.vpcId}
          reading={
            unknown
              ? "Its subnets are known by id only."
              : `${formatNoun(thing.subnetIds.length, "subnet")} in ${formatNoun(zones.length, "zone")}`
          }
        />
        <CardBody className="grid gap-3">
          <PlainTable
            label="Subnets"
            columns={[
              { title: "Subnet" },
              { title: "Name" },
              { title: "Zone" },
              { title: "Addresses" },
              { title: "Free addresses", numeric: true },
            ]}
          >
            {network.subnets.map((subnet) => (
              <tr key={subnet.subnetId}>
                <td className="px-3 py-1.5">
                  <code className="text-xs">{subnet.subnetId}</code>
                </td>
                <td className="px-3 py-1.5">
                  <FactValue unknown={unknown} none="No name">
                    {subnet.name}
                  </FactValue>
                </td>
                <td className="px-3 py-1.5">
                  <FactValue unknown={unknown} none="Not among the subnets that were read">
                    {subnet.availabilityZone}
                  </FactValue>
                </td>
                <td className="px-3 py-1.5">
                  <FactValue unknown={unknown} none="Not told">
                    {subnet.cidrBlock}
                  </FactValue>
                </td>
                <td className="tabular px-3 py-1.5 text-right">
                  <FactValue unknown={unknown} none="Not told">
                    {subnet.freeAddresses === null ? null : formatExact(subnet.freeAddresses)}
                  </FactValue>
                </td>
              </tr>
            ))}
          </PlainTable>
          <p className="text-sm text-muted">
            Security groups: <code className="text-xs">{thing.securityGroupIds.join(", ") || "none"}</code>
          </p>
          <p className="text-sm text-muted">
            NAT gateways that its routes lead to:{" "}
            <FactValue unknown={unknown} none="None">
              {network.natGateways?.join(", ")}
            </FactValue>
          </p>
          {network.bandwidth ? <p className="text-sm text-muted">Network: {network.bandwidth}.</p> : null}
        </CardBody>
      </Card>
      {network.need ? <NetworkNeed need={network.need} stance={network.stance} /> : null}
    </>
  );
}

/** States and updates that are not as they should be, in words, with what to do. */
function StateTroubles({ network: { troubles, stateSince } }: Pick<NetworkTabProps, "network">) {
  return troubles.map(({ about, status, reasonCode, meaning, remedy }) => (
    <Callout
      key={about}
      tone="warning"
      className="mb-4"
      title={`${about === "state" ? status : `Last update: ${status}`}${reasonCode === null ? "" : ` (${reasonCode})`}`}
    >
      {meaning} {remedy}{" "}
      {stateSince === null ? null : (
        <>
          Seen so since <Instant at={stateSince} />.
        </>
      )}
    </Callout>
  ));
}
