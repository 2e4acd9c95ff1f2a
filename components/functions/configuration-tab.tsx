import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatExact } from "#lib/client/format.ts";
import { functionTypeLabels, runtimeUpdateLabels } from "#lib/domain/fleet/function-type.ts";
import { otherDetailFields } from "#lib/domain/fleet/other-fields.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { AddressCard, EnvironmentCard, VersionsCard } from "./configuration-cards.tsx";
import { FieldCards } from "./field-cards.tsx";
import { ScalingCard } from "./scaling-card.tsx";

/** How the function is set up. Environment variables are names and kinds: their values are never read into the store. */
export function ConfigurationTab({ thing }: { readonly thing: FunctionThing }) {
  return (
    <div className="gap-4 xl:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
      <Card aria-label="Settings beside the configuration">
        <CardHeader title="Settings beside the configuration" reading="Each is asked for by a call of its own" />
        <CardBody>
          <DescriptionList items={besides(thing)} />
        </CardBody>
      </Card>
      <EnvironmentCard thing={thing} />
      <VersionsCard thing={thing} />
      <AddressCard thing={thing} />
      <ScalingCard thing={thing} />
      <FieldCards document={thing.document} more={otherDetailFields(thing)} />
    </div>
  );
}

function besides(thing: FunctionThing) {
  const { unknowns } = thing;
  return [
    { label: "Type", value: functionTypeLabels[thing.functionType] ?? thing.functionType },
    { label: "Team", value: thing.teamName ?? "no team" },
    { label: "Tags", value: <Tags thing={thing} /> },
    {
      label: "Reserved concurrency",
      value: (
        <FactValue unknown={unknowns.reservedConcurrency} none="None reserved">
          {thing.reservedConcurrency === null ? null : formatExact(thing.reservedConcurrency)}
        </FactValue>
      ),
    },
    { label: "Recursive loops", value: <FactValue unknown={unknowns.recursiveLoop}>{thing.recursiveLoop}</FactValue> },
    {
      label: "Code signing",
      value: (
        <FactValue unknown={unknowns.codeSigningConfigArn} none="Not required">
          {thing.codeSigningConfigArn}
        </FactValue>
      ),
    },
    { label: "Runtime updates", value: <RuntimeUpdates thing={thing} /> },
    {
      label: "Last modified",
      value: (
        <FactValue unknown={unknowns.lastModified}>
          <RelativeTime at={thing.lastModified} />
        </FactValue>
      ),
    },
    { label: "First seen here", value: <RelativeTime at={thing.firstSeen} /> },
    { label: "Details read", value: <DetailsRead at={thing.detailObservedAt} /> },
  ];
}

function Tags({ thing }: { readonly thing: FunctionThing }) {
  const text = Object.entries(thing.tags).map(([key, value]) => `${key} = ${value}`);
  return (
    <FactValue unknown={thing.unknowns.tags} none="No tags">
      {text.join(", ") || null}
    </FactValue>
  );
}

function RuntimeUpdates({ thing }: { readonly thing: FunctionThing }) {
  const { runtimeManagement: known, unknowns } = thing;
  const unknown = unknowns.runtimeManagement;
  const reason = "It is asked for from the second reading of a function on, to keep the first sync short.";
  return (
    <FactValue
      unknown={unknown?.state === "notYetRead" ? { state: "notYetRead", reason } : unknown}
      none="Not applicable: it brings its own runtime"
    >
      {known === null ? null : (runtimeUpdateLabels[known.updateRuntimeOn] ?? known.updateRuntimeOn)}
      {known?.runtimeVersionArn ? <code className="block text-xs">{known.runtimeVersionArn}</code> : null}
    </FactValue>
  );
}

function DetailsRead({ at }: { readonly at: string | null }) {
  if (at !== null) return <RelativeTime at={at} />;
  return (
    <FactValue unknown={{ state: "notYetRead", reason: "The calls per function have not been made yet." }}>
      {null}
    </FactValue>
  );
}
