import type { ReactNode } from "react";

interface PlainTableProps {
  readonly label: string;
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[];
  readonly children: ReactNode;
}

/** A table of a few rows that needs no windows: settings have tens of rows, not thousands. */
export function PlainTable({ label, columns, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={label} className="overflow-x-auto rounded-lg border border-line bg-surface" tabIndex={0}>
      <table className="w-full min-w-max border-collapse text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b border-line text-left text-xs text-faint">
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" className={`px-3 py-2 font-medium ${numeric ? "text-right" : ""}`}>
                {title || <span className="sr-only">Actions</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}
