import { UnknownDot } from "#components/ui/fact-value.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { NetworkView, VpcFunction } from "#lib/domain/views/network.ts";

/** How many functions and subnets need a look, and of how many it is not known. */
export function NetworkStats({ view }: { readonly view: NetworkView }) {
  const { issues, subnets, vpcs, unknownSubnets, unknownStates, vpcFunctions } = view;
  const having = (kind: VpcFunction["issues"][number]["kind"]) =>
    issues.filter((fn) => fn.issues.some((issue) => issue.kind === kind)).length;
  const known = (unknown: number) => unknown < vpcFunctions;
  const nats = new Set(vpcs.flatMap(({ natGateways }) => natGateways)).size;
  const networkRead = view.observedAt !== null;
  return (
    <StatRow className="mb-6">
      <Stat
        label={<Term name="single AZ">Single AZ</Term>}
        value={known(unknownSubnets) ? formatExact(having("singleAz")) : <NotRead what="subnets" />}
        hint={unknownSubnets > 0 ? `not known of ${formatExact(unknownSubnets)}` : `of ${formatExact(vpcFunctions)}`}
      />
      <Stat
        label="Inactive, pending or failed"
        value={known(unknownStates) ? formatExact(having("state")) : <NotRead what="states" />}
        hint={unknownStates > 0 ? `not known of ${formatExact(unknownStates)}` : `of ${formatExact(vpcFunctions)}`}
      />
      <Stat
        label="Subnets running out"
        value={networkRead ? formatExact(subnets.filter(({ tight }) => tight).length) : <NotRead what="subnets" />}
        hint={`of ${formatNoun(subnets.length, "subnet")}: under 8 free, or 14 days left`}
      />
      <Stat
        label="NAT gateways used"
        value={networkRead ? formatExact(nats) : <NotRead what="route tables" />}
        hint={`by ${formatNoun(vpcs.length, "VPC")} with functions`}
      />
      <Stat
        label="Under the 625 Mbps ceiling"
        value={formatExact(having("bandwidth"))}
        hint="in a VPC with 2,048 MB or more"
      />
    </StatRow>
  );
}

function NotRead({ what }: { readonly what: string }) {
  return <UnknownDot reason={`The ${what} have not been read.`} />;
}
