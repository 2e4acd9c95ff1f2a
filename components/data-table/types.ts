import type { ReactNode } from "react";
import type { BadgeTone } from "#components/ui/badge.tsx";

/** One column of a table. */
export interface DataColumn<Row> {
  /** Stable: stands in the URL (`sort=cost.desc`), in saved preferences and in exports. */
  readonly id: string;
  readonly header: string;
  /** Written under the header in small: `ms`, `$ per month`. */
  readonly unit?: string;
  /** Numbers stand at the right. */
  readonly align?: "start" | "end";
  /** Whether the server can order by it, and which way comes first. */
  readonly sortable?: boolean;
  readonly sortFirst?: "asc" | "desc";
  /** Width in pixels at 100 %; the person may change it. */
  readonly width?: number;
  /** Hidden until the person asks for it. */
  readonly hidden?: boolean;
  /** What the header means, on hover and focus. */
  readonly help?: string;
  readonly cell: (row: Row) => ReactNode;
}

/** A window of rows: what the server component renders first and what GET handlers answer with. */
export interface RowWindow<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** What a table can be asked to do with selected rows. */
export interface BulkSelection<Row> {
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
  readonly clear: () => void;
}

export interface DataTableProps<Row> {
  /** Name of the table in saved preferences: one per page. */
  readonly id: string;
  /** Says what the table lists; read aloud. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  /** Everything that decides which rows there are and in what order, as a query string: the key of cached windows. */
  readonly query: string;
  /** The first window, from the server component. */
  readonly initial: RowWindow<Row>;
  /** Reads `limit` rows from `offset` on. Leave out when `initial` holds all rows. */
  readonly fetchWindow?: (offset: number, limit: number, signal: AbortSignal) => Promise<RowWindow<Row>>;
  readonly rowId: (row: Row) => string;
  /** Where the row leads; the first column becomes the link. */
  readonly rowHref?: (row: Row) => string;
  /** The row as a phrase, for checkboxes: the function's name. */
  readonly rowLabel: (row: Row) => string;
  /** Colours the edge of a row by its status. */
  readonly rowTone?: (row: Row) => BadgeTone | undefined;
  /** Essentials of the active row, beside the table. */
  readonly panel?: (row: Row) => ReactNode;
  /** Actions on selected rows; with it the table has checkboxes. */
  readonly bulkActions?: (selection: BulkSelection<Row>) => ReactNode;
  /** Stands in for the rows when there are none. */
  readonly empty: ReactNode;
  readonly defaultSort?: { readonly column: string; readonly direction: "asc" | "desc" };
  /** Addresses that export everything that the query matches; the visible columns are added to them. */
  readonly exports?: { readonly csv?: string; readonly json?: string; readonly sarif?: string };
  /** At the left of the toolbar: property filter, saved views. */
  readonly toolbar?: ReactNode;
  /** `page` scrolls with the page (short tables), `box` within the window (lists). */
  readonly scroll?: "box" | "page";
}
