"use client";

import { usePathname } from "next/navigation";
import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatCount } from "#lib/client/format.ts";
import type { FrameData } from "./frame-data.ts";
import { type ConsolePage, pageGroups, pageOf, pages } from "./pages.ts";

interface NavListProps {
  readonly collapsed?: boolean;
  readonly counts?: NonNullable<FrameData["counts"]>;
  readonly onNavigate?: () => void;
}

/** The pages by task. */
export function NavList({ collapsed = false, counts, onNavigate }: NavListProps) {
  const active = pageOf(usePathname());
  return (
    <nav aria-label="Console" className="flex flex-col gap-4 p-2">
      {pageGroups.map((group) => (
        <div key={group} className={cn(group === "Lamplight" && "border-t border-line pt-3")}>
          <h2
            className={cn(
              "px-2 pb-1 text-xs font-medium text-faint",
              (collapsed || group === "Lamplight") && "sr-only",
            )}
          >
            {group}
          </h2>
          <ul className="flex flex-col gap-px">
            {pages
              .filter((page) => page.group === group)
              .map((page) => (
                <NavItem
                  key={page.href}
                  page={page}
                  active={page === active}
                  collapsed={collapsed}
                  count={page.count && counts?.[page.count]}
                  onNavigate={onNavigate}
                />
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface NavItemProps {
  readonly page: ConsolePage;
  readonly active: boolean;
  readonly collapsed: boolean;
  readonly count: number | undefined;
  readonly onNavigate: (() => void) | undefined;
}

function NavItem({ page, active, collapsed, count, onNavigate }: NavItemProps) {
  const Icon = page.icon;
  return (
    <li>
      <ScopedLink
        href={page.href}
        title={`${page.title} (g ${page.key})`}
        aria-current={active ? "page" : undefined}
        {...(onNavigate ? { onClick: onNavigate } : {})}
        className={cn(
          "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-ink",
          active && "bg-pressed font-medium text-ink",
          collapsed && "justify-center",
        )}
      >
        <Icon aria-hidden className={cn("size-4 shrink-0", active ? "text-ink" : "text-faint")} />
        <span className={collapsed ? "sr-only" : "one-line flex-1"}>{page.title}</span>
        {count !== undefined && !collapsed ? (
          <span className="tabular text-xs text-faint">{formatCount(count)}</span>
        ) : null}
      </ScopedLink>
    </li>
  );
}
