import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatBytes, formatExact, formatNoun, formatPercent, formatUsd } from "#lib/client/format.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { NatGatewayView } from "#lib/domain/views/network.ts";
import { natMethodText } from "./nat-method.ts";

/** One NAT gateway in full: what it carried, and the functions that most of it is put down to. */
export function NatPanel({ row }: { readonly row: NatGatewayView }) {
  const { traffic, cost, top, functions, unknownUsers, others, teamShare } = row;
  const bytes = (value: number | undefined) => (
    <FactValue unknown={traffic === null ? row.unknown : null}>
      {value === undefined ? null : formatBytes(value)}
    </FactValue>
  );
  const items = [
    { label: "Known days", value: traffic === null ? "none of 30" : `${traffic.days} of 30` },
    { label: "Left the VPC", value: bytes(traffic?.outBytes) },
    { label: "Came back", value: bytes(traffic?.backBytes) },
    ...(cost?.crossZoneUsd ? [{ label: "Between zones", value: `${formatUsd(cost.crossZoneUsd)} a month` }] : []),
    ...(teamShare === null ? [] : [{ label: "This team's part", value: formatPercent(teamShare) }]),
    { label: "State", value: <FactValue none="Not among the gateways that were read">{row.state}</FactValue> },
  ];
  return (
    <div className="grid gap-3 text-sm">
      <DescriptionList items={items} />
      {row.unknown === null ? null : <p className="text-muted">{row.unknown.reason}</p>}
      <div>
        <h3 className="mb-1 text-xs font-medium text-faint">Put down to, {natMethodText(row)}</h3>
        {top.length === 0 ? (
          <p className="text-muted">None of the functions behind it ran, as far as is known.</p>
        ) : null}
        <ul className="grid gap-1">
          {top.map(({ arn, name, share }) => (
            <li key={arn} className="flex justify-between gap-2">
              <TextLink href={functionHref(arn)}>{name}</TextLink>
              <span className="tabular shrink-0">
                {formatPercent(share)}
                {cost?.processedUsd ? `, ${formatUsd(cost.processedUsd * share)}` : ""}
              </span>
            </li>
          ))}
        </ul>
        {row.method === "invocations" && row.bytesKnown > 0 ? (
          <p className="mt-2 text-muted">
            Lambda Insights tells the bytes of {formatExact(row.bytesKnown)} of {formatNoun(row.ran, "function")} that
            ran: too few to go by bytes.
          </p>
        ) : null}
        <p className="mt-2 text-muted">
          Of {formatNoun(functions, "function")} behind it
          {unknownUsers > 0 ? `, ${formatExact(unknownUsers)} without known invocations` : ""}.
          {others === null ? " What else stands behind it has not been counted: its part cannot be told apart." : ""}
          {others === null || others === 0
            ? ""
            : ` ${formatNoun(others, "interface")} of other things stand behind it, too; their part cannot be told apart.`}
        </p>
      </div>
    </div>
  );
}
