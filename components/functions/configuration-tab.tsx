import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatBytes, formatDuration, formatExact, formatMemory } from "#lib/client/format.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { AddressCard, EnvironmentCard, VersionsCard } from "./configuration-cards.tsx";

/** How the function is set up. Environment variables are names and kinds: their values are never read into the store. */
export function ConfigurationTab({ thing }: { readonly thing: FunctionThing }) {
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Card aria-label="Settings">
        <CardHeader title="Settings" />
        <CardBody>
          <DescriptionList items={settings(thing)} />
        </CardBody>
      </Card>
      <Card aria-label="Runs with">
        <CardHeader title="Runs with" />
        <CardBody>
          <DescriptionList items={surroundings(thing)} />
        </CardBody>
      </Card>
      <EnvironmentCard thing={thing} />
      <VersionsCard thing={thing} />
      <AddressCard thing={thing} />
    </div>
  );
}

function settings(thing: FunctionThing) {
  return [
    { label: "Description", value: <FactValue>{thing.description || null}</FactValue> },
    { label: "Runtime", value: thing.runtime ?? "container image" },
    { label: "Architecture", value: thing.architecture },
    { label: "Memory", value: formatMemory(thing.memoryMb) },
    { label: "Timeout", value: formatDuration(thing.timeoutSeconds * 1000) },
    { label: "/tmp", value: formatMemory(thing.ephemeralStorageMb) },
    { label: "Package", value: `${thing.packageType}, ${formatBytes(thing.codeBytes)}` },
    {
      label: "Code sha-256",
      value: <FactValue>{thing.codeSha256 ? <code className="text-xs">{thing.codeSha256}</code> : null}</FactValue>,
    },
    { label: "SnapStart", value: thing.snapStart === "None" ? "off" : "on published versions" },
    {
      label: "Last modified",
      value: (
        <FactValue unknown={thing.unknowns.lastModified}>
          <RelativeTime at={thing.lastModified} />
        </FactValue>
      ),
    },
    { label: "First seen here", value: <RelativeTime at={thing.firstSeen} /> },
    {
      label: "Details read",
      value: thing.detailObservedAt ? (
        <RelativeTime at={thing.detailObservedAt} />
      ) : (
        <FactValue unknown={{ state: "notYetRead", reason: "The calls per function have not been made yet." }}>
          {null}
        </FactValue>
      ),
    },
  ];
}

function surroundings(thing: FunctionThing) {
  const { unknowns } = thing;
  return [
    { label: "Execution role", value: <code className="text-xs">{thing.roleArn}</code> },
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
    { label: "Dead-letter target", value: <FactValue none="None">{thing.deadLetterTargetArn}</FactValue> },
    { label: "Tracing", value: thing.tracingMode },
    {
      label: "Logs",
      value: `${thing.logFormat}${thing.systemLogLevel ? `, system level ${thing.systemLogLevel}` : ""}`,
    },
    { label: "Log group", value: <code className="text-xs">{thing.logGroupName}</code> },
    { label: "Last update", value: <FactValue unknown={unknowns.state}>{thing.lastUpdateStatus}</FactValue> },
    { label: "Managed instances", value: thing.managedInstances ? "yes" : "no" },
    {
      label: "Layers",
      value: (
        <FactValue none="No layers">
          {thing.layerArns.length > 0 ? (
            <ul>
              {thing.layerArns.map((arn) => (
                <li key={arn}>
                  <code className="text-xs">{arn}</code>
                </li>
              ))}
            </ul>
          ) : null}
        </FactValue>
      ),
    },
    { label: "Team", value: thing.teamName ?? "no team" },
    {
      label: "Tags",
      value: (
        <FactValue unknown={unknowns.tags} none="No tags">
          {Object.entries(thing.tags)
            .map(([key, value]) => `${key} = ${value}`)
            .join(", ") || null}
        </FactValue>
      ),
    },
  ];
}
