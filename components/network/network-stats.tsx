import { UnknownDot } from "#components/ui/fact-value.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatExact, formatNoun, formatUsd } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";

/** How many functions and subnets need a look, and of how many it is not known. */
export function NetworkStats({ view }: { readonly view: NetworkView }) {
  const { issueCounts, unknownSubnets, unknownStates, vpcFunctions } = view;
  const known = (unknown: number) => unknown < vpcFunctions;
  const networkRead = view.observedAt !== null;
  return (
    <StatRow className="mb-6">
      <Stat
        label={<Term name="single AZ">Single AZ</Term>}
        value={known(unknownSubnets) ? formatExact(issueCounts.singleAz) : <NotRead what="subnets" />}
        hint={unknownSubnets > 0 ? `not known of ${formatExact(unknownSubnets)}` : `of ${formatExact(vpcFunctions)}`}
      />
      <Stat
        label="Inactive, pending or failed"
        value={known(unknownStates) ? formatExact(issueCounts.state) : <NotRead what="states" />}
        hint={unknownStates > 0 ? `not known of ${formatExact(unknownStates)}` : `of ${formatExact(vpcFunctions)}`}
      />
      <Stat
        label="Subnets running out"
        value={networkRead ? formatExact(view.tightSubnets) : <NotRead what="subnets" />}
        hint={
          networkRead
            ? `of ${formatNoun(view.subnetCount, "subnet")}: under 8 free, or 14 days left`
            : "under 8 addresses free, or 14 days left"
        }
      />
      <Stat
        label="NAT gateways used"
        value={networkRead ? formatExact(view.natCount) : <NotRead what="route tables" />}
        hint={networkRead ? natHint(view) : "what they cost is not known either"}
      />
      <Stat
        label="Under the 625 Mbps ceiling"
        value={formatExact(issueCounts.bandwidth)}
        hint="in a VPC with 2,048 MB or more"
      />
    </StatRow>
  );
}

function natHint({ natTotal, natCount, vpcCount }: NetworkView): string {
  const by = `by ${formatNoun(vpcCount, "VPC")} with functions`;
  if (natTotal === null || natTotal.unknown === natCount) return by;
  const part = natTotal.unknown > 0 ? ` for ${formatExact(natCount - natTotal.unknown)} of them` : "";
  return `${formatUsd(natTotal.usdPerMonth)} a month${part}`;
}

function NotRead({ what }: { readonly what: string }) {
  return <UnknownDot reason={`The ${what} have not been read.`} />;
}
