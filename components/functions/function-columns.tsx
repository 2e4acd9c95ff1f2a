import type { DataColumn } from "#components/data-table/types.ts";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatBytes, formatExact, type Unit } from "#lib/client/format.ts";
import { terms } from "#lib/client/terms.ts";
import type { FunctionColumn, FunctionRow } from "#lib/domain/views/functions.ts";
import {
  ColdStartCell,
  Figure,
  FindingsCell,
  LastUsedCell,
  MemoryUsedCell,
  RuntimeCell,
  RuntimeUpdatesCell,
  SettingCell,
  ShareFigure,
  StateCell,
  TrendCell,
  TriggersCell,
  TypeCell,
} from "./function-cells.tsx";

type Column = DataColumn<FunctionRow> & { readonly id: FunctionColumn };

/** What a function is. */
const identity: readonly Column[] = [
  { id: "name", header: "Name", width: 240, sortable: true, cell: (row) => row.name },
  { id: "account", header: "Account", width: 124, sortable: true, cell: (row) => row.accountName },
  { id: "region", header: "Region", width: 114, sortable: true, cell: (row) => row.region },
  { id: "runtime", header: "Runtime", width: 150, sortable: true, cell: (row) => <RuntimeCell row={row} /> },
];

const settings: readonly Column[] = [
  {
    id: "architecture",
    header: "Architecture",
    width: 110,
    sortable: true,
    hidden: true,
    cell: (row) => <SettingCell value={row.architecture} unknown={row.unknown.architecture} write={String} />,
  },
  {
    id: "memory",
    header: "Memory",
    unit: "MB",
    width: 112,
    align: "end",
    sortable: true,
    cell: (row) => <SettingCell value={row.memoryMb} unknown={row.unknown.memoryMb} write={formatExact} />,
  },
  {
    id: "timeout",
    header: "Timeout",
    unit: "s",
    width: 90,
    align: "end",
    sortable: true,
    hidden: true,
    cell: (row) => <SettingCell value={row.timeoutSeconds} unknown={row.unknown.timeoutSeconds} write={formatExact} />,
  },
  {
    id: "codeSize",
    header: "Code size",
    width: 100,
    align: "end",
    sortable: true,
    hidden: true,
    cell: (row) => <SettingCell value={row.codeBytes} unknown={row.unknown.codeBytes} write={formatBytes} />,
  },
  {
    id: "package",
    header: "Package",
    width: 90,
    sortable: true,
    hidden: true,
    cell: (row) => <SettingCell value={row.packageType} unknown={row.unknown.packageType} write={String} />,
  },
  { id: "type", header: "Type", width: 150, sortable: true, hidden: true, cell: (row) => <TypeCell row={row} /> },
  {
    id: "tenancy",
    header: "Tenant isolation",
    width: 130,
    sortable: true,
    hidden: true,
    cell: (row) => <SettingCell value={row.tenancy} unknown={undefined} write={String} none="No tenant isolation" />,
  },
  {
    id: "runtimeUpdates",
    header: "Runtime updates",
    width: 150,
    sortable: true,
    hidden: true,
    help: "When Lambda moves it to a newer version of its runtime.",
    cell: (row) => <RuntimeUpdatesCell row={row} />,
  },
  {
    id: "vpc",
    header: "VPC",
    width: 140,
    sortable: true,
    hidden: true,
    cell: (row) => row.vpcId ?? <span className="text-faint">–</span>,
  },
  {
    id: "team",
    header: "Team",
    width: 130,
    sortable: true,
    hidden: true,
    cell: (row) => row.teamName ?? <span className="text-faint">no team</span>,
  },
  { id: "state", header: "State", width: 100, sortable: true, hidden: true, cell: (row) => <StateCell row={row} /> },
  {
    id: "lastModified",
    header: "Last modified",
    width: 120,
    sortable: true,
    sortFirst: "desc",
    hidden: true,
    cell: (row) => (
      <FactValue unknown={row.unknown.lastModified}>
        <RelativeTime at={row.lastModified} plain />
      </FactValue>
    ),
  },
  {
    id: "lastUsed",
    header: "Last used",
    width: 110,
    sortable: true,
    sortFirst: "desc",
    cell: (row) => <LastUsedCell row={row} />,
  },
];

function figure(
  id: FunctionColumn,
  header: string,
  read: (row: FunctionRow) => number | null,
  unit: Unit,
  more: Partial<Column> & { readonly from?: "metrics" | "starts" } = {},
): Column {
  const { from = "metrics", ...rest } = more;
  return {
    id,
    header,
    width: 104,
    align: "end",
    sortable: true,
    cell: (row) => <Figure value={read(row)} unit={unit} unknown={row.unknown[from]} />,
    ...rest,
  };
}

const starts = { from: "starts", hidden: true } as const;

function figures(maxSeries: number): readonly Column[] {
  return [
    figure("invocations", "Invocations", (row) => row.invocations, "count"),
    {
      id: "trend",
      header: "Trend",
      width: 116,
      help: "Invocations over the period; all rows share a scale.",
      cell: (row) => <TrendCell row={row} max={maxSeries} />,
    },
    figure("errors", "Errors", (row) => row.errors, "count", { width: 84 }),
    {
      id: "errorRate",
      header: "Error rate",
      width: 96,
      align: "end",
      sortable: true,
      cell: (row) => <ShareFigure part={row.errors} whole={row.invocations} unknown={row.unknown.metrics} />,
    },
    figure("throttles", "Throttles", (row) => row.throttles, "count", { width: 92, help: terms.throttle }),
    {
      id: "coldStartRate",
      header: "Cold starts",
      width: 136,
      align: "end",
      sortable: true,
      help: terms["cold-start rate"],
      cell: (row) => <ColdStartCell row={row} />,
    },
    figure("durationP50", "Duration p50", (row) => row.durationP50Ms, "ms", { hidden: true }),
    figure("durationP95", "Duration p95", (row) => row.durationP95Ms, "ms", { width: 116 }),
    figure("durationP99", "Duration p99", (row) => row.durationP99Ms, "ms", { hidden: true, width: 116 }),
    figure("initP50", "Init p50", (row) => row.initP50Ms, "ms", starts),
    figure("initP95", "Init p95", (row) => row.initP95Ms, "ms", { from: "starts", help: terms.init }),
    figure("initP99", "Init p99", (row) => row.initP99Ms, "ms", starts),
    {
      id: "memoryUsed",
      header: "Memory used",
      width: 116,
      align: "end",
      sortable: true,
      hidden: true,
      help: "The most memory that was used, as a share of what is configured.",
      cell: (row) => <MemoryUsedCell row={row} />,
    },
  ];
}

const money: readonly Column[] = [
  figure("cost", "Cost", (row) => row.costUsd, "usd", {
    help: "Requests and duration at list price of the Region: an estimate.",
  }),
  figure("initCost", "INIT cost", (row) => row.initCostUsd, "usd", starts),
];

const links: readonly Column[] = [
  {
    id: "findings",
    header: "Findings",
    width: 92,
    align: "end",
    sortable: true,
    cell: (row) => <FindingsCell row={row} />,
  },
  {
    id: "triggers",
    header: "Triggers",
    width: 160,
    sortable: true,
    sortFirst: "desc",
    cell: (row) => <TriggersCell row={row} />,
  },
];

/** The columns of the function table; those with money only for roles that may see it. */
export function functionTableColumns(maxSeries: number, canSeeCost: boolean): readonly Column[] {
  return [...identity, ...figures(maxSeries), ...(canSeeCost ? money : []), ...links, ...settings];
}
