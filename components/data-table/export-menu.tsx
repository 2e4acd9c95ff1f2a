import { Download } from "lucide-react";
import { buttonClasses } from "#components/ui/button-classes.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { DataTableProps } from "./types.ts";

interface ExportMenuProps {
  readonly exports: NonNullable<DataTableProps<never>["exports"]>;
  /** The columns that show. */
  readonly columns: readonly string[];
}

/** Exports what is shown: all rows that the filter matches, the columns that show. */
export function ExportMenu({ exports, columns }: ExportMenuProps) {
  const formats = [
    ["CSV", exports.csv],
    ["JSON", exports.json],
    ["SARIF", exports.sarif],
  ] as const;
  return (
    <Popover title="Export what is shown" showTitle align="end" className="w-56" trigger={<ExportTrigger />}>
      <p className="mb-2 text-xs text-muted">All rows that match, in this order, with the columns that show.</p>
      <div className="flex gap-2">
        {formats.map(([name, href]) =>
          href ? (
            <a key={name} href={withColumns(href, columns)} download className={buttonClasses({ size: "sm" })}>
              {name}
            </a>
          ) : null,
        )}
      </div>
    </Popover>
  );
}

function ExportTrigger(props: Partial<React.ComponentProps<typeof IconButton>>) {
  return <IconButton {...props} size="icon-sm" label="Export" icon={<Download aria-hidden />} />;
}

function withColumns(href: string, columns: readonly string[]): string {
  return `${href}${href.includes("?") ? "&" : "?"}columns=${encodeURIComponent(columns.join(","))}`;
}
