import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";

interface DescriptionListProps {
  readonly items: readonly { readonly label: ReactNode; readonly value: ReactNode; readonly key?: string }[];
  /** Columns on a wide screen. */
  readonly columns?: 1 | 2 | 3;
  readonly className?: string;
}

const grids = { 1: "", 2: "md:grid-cols-2", 3: "md:grid-cols-2 xl:grid-cols-3" };

/** Names and values of one thing. */
export function DescriptionList({ items, columns = 1, className }: DescriptionListProps) {
  return (
    <dl className={cn("grid gap-x-8", grids[columns], className)}>
      {items.map((item) => (
        <div
          key={item.key ?? String(item.label)}
          className="grid grid-cols-[minmax(6rem,2fr)_3fr] items-baseline gap-3 border-b border-line py-1.5 text-sm"
        >
          <dt className="text-faint">{item.label}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
