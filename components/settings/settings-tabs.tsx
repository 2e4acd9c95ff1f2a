import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { cn } from "#lib/client/class-names.ts";
import { can, type Role } from "#lib/domain/permissions/roles.ts";
import type { Scope } from "#lib/domain/permissions/scopes.ts";

const tabs = [
  { href: "/settings/accounts", title: "Accounts", scope: "accounts:manage" },
  { href: "/settings/collection", title: "Collection", scope: "settings:manage" },
  { href: "/settings/network", title: "Network", scope: "settings:manage" },
  { href: "/settings/people", title: "People", scope: "people:manage" },
  { href: "/settings/teams", title: "Teams", scope: "teams:manage" },
  { href: "/settings/audit", title: "Audit log", scope: "audit:read" },
] as const satisfies readonly { href: string; title: string; scope: Scope }[];

/** The settings that this role may open, in order. */
export function settingsTabsFor(role: Role) {
  return tabs.filter(({ scope }) => can(role, scope));
}

/** Title and tabs of the settings; tabs that the role may not open are not there. */
export function SettingsTabs({ current, role }: { readonly current: string; readonly role: Role }) {
  return (
    <header className="mb-5">
      <h1 className="text-xl font-semibold tracking-tight">Settings</h1>
      <nav aria-label="Settings" className="mt-3 flex gap-1 overflow-x-auto border-b border-line">
        {settingsTabsFor(role).map(({ href, title }) => (
          <ScopedLink
            key={href}
            href={href}
            aria-current={href === current ? "page" : undefined}
            className={cn(
              "-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap",
              href === current ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink",
            )}
          >
            {title}
          </ScopedLink>
        ))}
      </nav>
    </header>
  );
}
