import type { ReactNode } from "react";
import { formatExact } from "#lib/client/format.ts";
import { ExportMenu } from "./export-menu.tsx";
import { PreferencesPopover } from "./preferences-popover.tsx";
import type { TablePreferences } from "./table-preferences.ts";
import type { DataColumn, DataTableProps } from "./types.ts";

interface TableToolbarProps<Row> {
  readonly toolbar: ReactNode;
  readonly total: number;
  readonly exports: DataTableProps<Row>["exports"];
  readonly columns: readonly DataColumn<Row>[];
  readonly visible: readonly DataColumn<Row>[];
  readonly preferences: TablePreferences;
  readonly onPreferences: (preferences: TablePreferences) => void;
}

/** Above a table: what narrows it at the left; count, export and preferences at the right. */
export function TableToolbar<Row>({
  toolbar,
  total,
  exports,
  columns,
  visible,
  preferences,
  onPreferences,
}: TableToolbarProps<Row>) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-2" data-print="hide">
      <div className="min-w-0 flex-1 basis-80">{toolbar}</div>
      <div className="flex items-center gap-1">
        <output className="tabular px-2 text-xs text-faint">
          {formatExact(total)} {total === 1 ? "row" : "rows"}
        </output>
        {exports ? <ExportMenu exports={exports} columns={visible.map(({ id }) => id)} /> : null}
        <PreferencesPopover columns={columns} preferences={preferences} onChange={onPreferences} />
      </div>
    </div>
  );
}
