import type { Column } from "@tanstack/react-table";
import type { CSSProperties } from "react";
import { cn } from "#lib/client/class-names.ts";

/** Width of the checkbox column. */
export const CHECKBOX_WIDTH = 36;

interface CellPlace {
  readonly style: CSSProperties;
  readonly className: string;
}

/** Where a cell stands: pinned columns stick at the left, the last of them with an edge that shows what slides beneath. */
export function cellPlace<Row>(
  column: Column<Row> | undefined,
  align: "start" | "end" | undefined,
  offset: number,
): CellPlace {
  const pinned = column?.getIsPinned() === "left";
  return {
    style: pinned && column ? ({ "--pin": `${column.getStart("left") + offset}px` } as CSSProperties) : {},
    className: cn(
      align === "end" ? "text-right tabular" : "text-left",
      pinned && "z-10 bg-inherit sm:sticky sm:left-(--pin)",
      pinned && column?.getIsLastColumn("left") && "sm:border-r sm:border-line",
    ),
  };
}
