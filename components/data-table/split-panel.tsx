import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

interface SplitPanelProps<Row> {
  readonly ref: RefObject<HTMLElement | null>;
  readonly row: Row | undefined;
  readonly label: (row: Row) => string;
  readonly href: ((row: Row) => string) | undefined;
  readonly render: (row: Row) => ReactNode;
  readonly onClose: () => void;
}

/** The essentials of the active row, so that one can walk down a list without leaving it. */
export function SplitPanel<Row>({ ref, row, label, href, render, onClose }: SplitPanelProps<Row>) {
  if (row === undefined) return null;
  return (
    <aside
      ref={ref}
      tabIndex={-1}
      aria-label={label(row)}
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 max-h-[60dvh] overflow-y-auto rounded-t-lg border border-line bg-surface shadow-raised lg:static lg:max-h-[max(20rem,calc(100dvh-13rem))] lg:w-96 lg:shrink-0 lg:rounded-lg lg:shadow-none"
    >
      <header className="sticky top-0 flex items-center justify-between gap-2 border-b border-line bg-surface px-3 py-2">
        <h2 className="text-base font-semibold [overflow-wrap:anywhere]">
          <bdi>{label(row)}</bdi>
        </h2>
        <span className="flex shrink-0 items-center gap-1">
          {href ? (
            <LinkButton href={href(row)} size="sm">
              Open
            </LinkButton>
          ) : null}
          <IconButton size="icon-sm" label="Close" icon={<X aria-hidden />} onClick={onClose} />
        </span>
      </header>
      <div className="p-3">{render(row)}</div>
    </aside>
  );
}
