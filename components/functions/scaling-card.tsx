import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { PlainTable } from "./plain-table.tsx";

/** Execution environments of a function on Managed Instances; nothing for other functions. */
export function ScalingCard({ thing }: { readonly thing: FunctionThing }) {
  const { scaling, unknowns, managedInstances } = thing;
  if (!managedInstances) return null;
  return (
    <Card aria-label="Environments on Managed Instances">
      <CardHeader
        title="Environments on Managed Instances"
        reading="Init, billed time and memory per invocation do not exist here: environments run all the time and serve several invocations at once."
      />
      <CardBody className="grid gap-3">
        <DescriptionList items={providerItems(thing)} />
        <FactValue unknown={unknowns.scaling} none="Lambda decides for every version">
          {scaling && scaling.length > 0 ? (
            <PlainTable
              label="Environments"
              narrow
              columns={[
                { title: "Version" },
                { title: "At least", numeric: true },
                { title: "At most", numeric: true },
              ]}
            >
              {scaling.map((one) => (
                <tr key={one.qualifier}>
                  <td className="px-3 py-1.5">{one.qualifier}</td>
                  <Bound applied={one.minimumEnvironments} requested={one.requestedMinimumEnvironments} />
                  <Bound applied={one.maximumEnvironments} requested={one.requestedMaximumEnvironments} />
                </tr>
              ))}
            </PlainTable>
          ) : null}
        </FactValue>
      </CardBody>
    </Card>
  );
}

/** The instances that it runs on. */
function providerItems({ capacityProviderArn, capacityProvider }: FunctionThing) {
  const unread = { state: "notYetRead", reason: "Capacity providers of the Region have not been read." } as const;
  const unknown = capacityProvider === null ? unread : null;
  return [
    { label: "Capacity provider", value: <code className="text-xs">{capacityProviderArn ?? "not named"}</code> },
    { label: "Its state", value: <FactValue unknown={unknown}>{capacityProvider?.state}</FactValue> },
    {
      label: "Runs on it",
      value: (
        <FactValue unknown={unknown}>
          {capacityProvider && formatNoun(capacityProvider.versions, "function version")}
        </FactValue>
      ),
    },
  ];
}

/** What applies, and what was asked for where that is on its way. */
function Bound({ applied, requested }: { readonly applied: number | null; readonly requested: number | null }) {
  return (
    <td className="tabular px-3 py-1.5 text-right">
      {applied === null ? "Lambda decides" : formatExact(applied)}
      {requested !== null && requested !== applied ? (
        <span className="block text-xs text-faint">{formatExact(requested)} asked for</span>
      ) : null}
    </td>
  );
}
