import type { Header, Table } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { cn } from "#lib/client/class-names.ts";
import type { Sort } from "#lib/client/table-params.ts";
import { CHECKBOX_WIDTH, cellPlace } from "./cell-place.ts";
import type { DataColumn } from "./types.ts";

interface TableHeadProps<Row> {
  readonly table: Table<Row>;
  readonly visible: readonly DataColumn<Row>[];
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
  /** Null: the table has no checkboxes. */
  readonly allSelected: boolean | "some" | null;
  readonly onSelectAll: () => void;
}

/** The sticky header: what each column is, in what unit, and how the rows are ordered. */
export function TableHead<Row>({ table, visible, sort, onSort, allSelected, onSelectAll }: TableHeadProps<Row>) {
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  return (
    <thead className="sticky top-0 z-20 bg-sunken">
      <tr className="bg-sunken">
        {allSelected === null ? null : (
          <th
            scope="col"
            className="z-10 bg-inherit px-2.5 text-left sm:sticky sm:left-0"
            style={{ width: CHECKBOX_WIDTH }}
          >
            <Checkbox
              label="Select all loaded rows"
              checked={allSelected === true}
              indeterminate={allSelected === "some"}
              onChange={onSelectAll}
            />
          </th>
        )}
        {visible.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            header={headers.get(column.id)}
            sort={sort}
            onSort={onSort}
            offset={allSelected === null ? 0 : CHECKBOX_WIDTH}
          />
        ))}
        <td className="border-b border-line bg-sunken" />
      </tr>
    </thead>
  );
}

interface HeadCellProps<Row> {
  readonly column: DataColumn<Row>;
  readonly header: Header<Row, unknown> | undefined;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
  readonly offset: number;
}

function HeadCell<Row>({ column, header, sort, onSort, offset }: HeadCellProps<Row>) {
  const place = cellPlace(header?.column, column.align, offset);
  const direction = column.sortable && sort?.column === column.id ? sort.direction : null;
  return (
    <th
      scope="col"
      style={place.style}
      aria-sort={direction ? (direction === "asc" ? "ascending" : "descending") : undefined}
      className={cn(
        "relative h-9 border-b border-line px-2.5 py-1 align-middle text-xs font-medium text-muted",
        place.className,
      )}
    >
      <HeadLabel column={column} direction={direction} onSort={onSort} />
      {header ? (
        <span
          aria-hidden="true"
          onPointerDown={header.getResizeHandler()}
          onDoubleClick={() => header.column.resetSize()}
          className={cn(
            "absolute inset-y-1.5 right-0 w-1 cursor-col-resize touch-none rounded-full hover:bg-line-strong/60",
            header.column.getIsResizing() && "bg-accent",
          )}
        />
      ) : null}
    </th>
  );
}

function HeadLabel<Row>({
  column,
  direction,
  onSort,
}: {
  readonly column: DataColumn<Row>;
  readonly direction: Sort["direction"] | null;
  readonly onSort: (sort: Sort) => void;
}) {
  const first = column.sortFirst ?? (column.align === "end" ? "desc" : "asc");
  const other = first === "asc" ? "desc" : "asc";
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  const text = (
    <span className="one-line">
      {column.header}
      {/* The space is what parts the two where the head is read aloud or copied. */}
      {column.unit ? <span className="font-normal text-faint"> {column.unit}</span> : null}
    </span>
  );
  const box = cn("inline-flex max-w-full items-center gap-1", column.align === "end" && "flex-row-reverse");
  const label = column.sortable ? (
    <button
      type="button"
      className={cn(box, "group/sort rounded-sm hover:text-ink", direction && "text-ink")}
      onClick={() => onSort({ column: column.id, direction: direction === first ? other : first })}
    >
      {text}
      <Arrow
        aria-hidden
        className={cn(
          "size-3 shrink-0",
          direction ? "text-accent" : "opacity-0 group-hover/sort:opacity-50 group-focus-visible/sort:opacity-50",
        )}
      />
    </button>
  ) : (
    <span className={box} {...(column.help ? { tabIndex: 0 } : {})}>
      {text}
    </span>
  );
  return column.help ? <Tooltip trigger={label}>{column.help}</Tooltip> : label;
}
