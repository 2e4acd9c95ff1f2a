"use client";

import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";
import { ScopedLink } from "./scoped-link.tsx";

interface TabsProps {
  /** Read aloud: "Function". */
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: ReactNode; readonly count?: number }[];
  /** The address of the page without its parameters. */
  readonly href: string;
  /** The search parameter that holds the tab. */
  readonly param?: string;
}

/**
 * Tabs that live in the URL: each is a link, so it can be opened beside, sent and gone back to. The page reads the
 * same parameter and renders only that tab.
 */
export function Tabs({ label, tabs, href, param = "tab" }: TabsProps) {
  const asked = useSearchParams().get(param);
  // An address may ask for a tab that is not there: then the page shows the first.
  const current = tabs.some(({ id }) => id === asked) ? asked : tabs[0]?.id;
  return (
    <nav aria-label={label} data-print="hide" className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab, index) => {
        const active = tab.id === current;
        return (
          <ScopedLink
            key={tab.id}
            href={index === 0 ? href : `${href}?${param}=${encodeURIComponent(tab.id)}`}
            scroll={false}
            aria-current={active ? "page" : undefined}
            className={cn(
              "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm",
              active ? "border-ink font-medium text-ink" : "border-transparent text-muted hover:text-ink",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="tabular rounded-sm bg-pressed px-1 text-xs text-muted">
                {tab.count.toLocaleString("en-US")}
              </span>
            )}
          </ScopedLink>
        );
      })}
    </nav>
  );
}
