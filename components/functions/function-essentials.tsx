import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatBytes, formatDuration, formatMemory } from "#lib/client/format.ts";
import { type FunctionRow, functionHref } from "#lib/domain/views/functions.ts";
import {
  ColdStartCell,
  Figure,
  FindingsCell,
  LastUsedCell,
  MemoryUsedCell,
  RuntimeCell,
  SettingCell,
  StateCell,
  TriggersCell,
  TypeCell,
} from "./function-cells.tsx";

/** The essentials of one function, beside the list. */
export function FunctionEssentials({ row, canSeeCost }: { readonly row: FunctionRow; readonly canSeeCost: boolean }) {
  const { unknown } = row;
  const { metrics, starts } = unknown;
  const items = [
    { label: "Account", value: `${row.accountName} (${row.accountId})` },
    { label: "Region", value: row.region },
    { label: "Runtime", value: <RuntimeCell row={row} /> },
    { label: "Type", value: <TypeCell row={row} /> },
    { label: "Memory", value: <SettingCell value={row.memoryMb} unknown={unknown.memoryMb} write={formatMemory} /> },
    {
      label: "Timeout",
      value: (
        <SettingCell
          value={row.timeoutSeconds}
          unknown={unknown.timeoutSeconds}
          write={(seconds) => formatDuration(seconds * 1000)}
        />
      ),
    },
    { label: "Package", value: <SettingCell value={packageOf(row)} unknown={unknown.packageType} write={String} /> },
    { label: "State", value: <StateCell row={row} /> },
    { label: "Team", value: row.teamName ?? "no team" },
    { label: "VPC", value: row.vpcId ?? "not in a VPC" },
    {
      label: "Last modified",
      value: (
        <FactValue unknown={row.unknown.lastModified}>
          <RelativeTime at={row.lastModified} />
        </FactValue>
      ),
    },
    { label: "Last used", value: <LastUsedCell row={row} /> },
    { label: "Invocations", value: <Figure value={row.invocations} unit="count" unknown={metrics} /> },
    { label: "Errors", value: <Figure value={row.errors} unit="count" unknown={metrics} /> },
    { label: "Duration p95", value: <Figure value={row.durationP95Ms} unit="ms" unknown={metrics} /> },
    { label: "Cold starts", value: <ColdStartCell row={row} /> },
    { label: "Init p95", value: <Figure value={row.initP95Ms} unit="ms" unknown={starts} /> },
    { label: "Memory used", value: <MemoryUsedCell row={row} /> },
    ...(canSeeCost ? [{ label: "Cost", value: <Figure value={row.costUsd} unit="usd" unknown={metrics} /> }] : []),
    { label: "Triggers", value: <TriggersCell row={row} /> },
    { label: "Findings", value: <FindingsCell row={row} /> },
    {
      label: "Tags",
      value: (
        <FactValue unknown={row.unknown.tags} none="No tags">
          {Object.entries(row.tags)
            .map(([key, value]) => `${key} = ${value}`)
            .join(", ") || null}
        </FactValue>
      ),
    },
  ];
  return (
    <>
      {row.description ? <p className="mb-2 text-sm text-muted [overflow-wrap:anywhere]">{row.description}</p> : null}
      <DescriptionList items={items} />
      <p className="mt-3 flex gap-4 text-sm">
        <TextLink href={`${functionHref(row.arn)}?tab=configuration`}>Configuration</TextLink>
        <TextLink href={`${functionHref(row.arn)}?tab=triggers`}>Triggers</TextLink>
        <TextLink href={`${functionHref(row.arn)}?tab=findings`}>Findings</TextLink>
      </p>
    </>
  );
}

/** Kind, size and architecture of the package, as far as they are told. */
function packageOf({ packageType, codeBytes, architecture }: FunctionRow): string | null {
  const parts = [packageType, codeBytes === null ? null : formatBytes(codeBytes), architecture];
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.join(", ");
}
