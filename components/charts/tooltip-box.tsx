import type { ReactNode } from "react";

/** What follows the pointer over a chart. */
export function TooltipBox({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="min-w-44 rounded-md border border-line-strong/50 bg-raised p-2 shadow-raised">
      <p className="tabular mb-1 text-xs font-medium text-ink">{title}</p>
      {children}
    </div>
  );
}
