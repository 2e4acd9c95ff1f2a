import type { ReactNode } from "react";

interface PlainTableProps {
  readonly label: string;
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[];
  /** Few short columns: it fits any width. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A table of a few rows inside a card: one function has tens of versions or triggers, not thousands. */
export function PlainTable({ label, columns, narrow = false, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={label} className="overflow-x-auto" tabIndex={0}>
      <table className={`w-full border-collapse text-sm ${narrow ? "" : "min-w-[36rem]"}`}>
        <thead>
          <tr className="border-b border-line text-left text-xs text-faint">
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" className={`px-3 py-1.5 font-medium ${numeric ? "text-right" : ""}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}
