import { Mark } from "./brand.tsx";
import { CommandButton } from "./command-button.tsx";
import type { FrameData } from "./frame-data.ts";
import { LiveFreshness } from "./live-freshness.tsx";
import { NavSheet } from "./nav-sheet.tsx";
import { ScopeBar } from "./scope-bar.tsx";
import { SimulatedBadge } from "./simulated-badge.tsx";
import { type SignOut, UserMenu } from "./user-menu.tsx";

/** One bar for the whole console: what the pages are narrowed to, how fresh the data is, ⌘K, the person. */
export function TopBar({ frame, signOut }: { readonly frame: FrameData; readonly signOut: SignOut }) {
  return (
    <header
      data-print="hide"
      className="sticky top-0 z-30 flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-canvas px-2 py-2 sm:px-4 lg:h-12 lg:flex-nowrap lg:py-0"
    >
      <div className="flex items-center gap-2 lg:hidden">
        <NavSheet {...(frame.counts ? { counts: frame.counts } : {})} />
        <Mark className="size-6" />
      </div>
      <div className="order-last w-full min-w-0 lg:order-none lg:w-auto lg:flex-1">
        <ScopeBar options={frame.scopeOptions} />
      </div>
      <div className="ml-auto flex min-w-0 items-center gap-1.5">
        {frame.simulated ? <SimulatedBadge /> : null}
        <LiveFreshness initial={frame.freshness} />
        <CommandButton />
        <UserMenu user={frame.user} theme={frame.theme} signOut={signOut} />
      </div>
    </header>
  );
}
