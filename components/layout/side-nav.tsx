"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { cn } from "#lib/client/class-names.ts";
import { Brand } from "./brand.tsx";
import type { FrameData } from "./frame-data.ts";
import { NavList } from "./nav-list.tsx";
import { preferenceCookies, rememberPreference } from "./preferences.ts";

interface SideNavProps {
  readonly initiallyCollapsed: boolean;
  readonly counts?: NonNullable<FrameData["counts"]>;
}

/** The navigation at the left of large screens; whether it is collapsed is remembered. */
export function SideNav({ initiallyCollapsed, counts }: SideNavProps) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  function toggle() {
    rememberPreference(preferenceCookies.sidebar, collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  }
  return (
    <div
      data-print="hide"
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-r border-line bg-canvas lg:flex",
        collapsed ? "w-13" : "w-52",
      )}
    >
      <div className={cn("flex h-12 shrink-0 items-center", collapsed ? "justify-center" : "px-4")}>
        <ScopedLink href="/overview" className="rounded-md">
          <Brand collapsed={collapsed} />
        </ScopedLink>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NavList collapsed={collapsed} {...(counts ? { counts } : {})} />
      </div>
      <div className={cn("flex p-2", collapsed ? "justify-center" : "justify-end")}>
        <IconButton
          size="icon-sm"
          label={collapsed ? "Expand navigation" : "Collapse navigation"}
          aria-expanded={!collapsed}
          icon={collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          onClick={toggle}
        />
      </div>
    </div>
  );
}
