import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { TimeZoneProvider } from "#components/ui/time-zone.tsx";
import { ToastRegion } from "#components/ui/toast.tsx";
import { PageTransitionProvider } from "#lib/client/page-transition.tsx";
import { CommandMenu } from "./command-menu.tsx";
import type { FrameData } from "./frame-data.ts";
import { KeyboardShortcuts } from "./keyboard-shortcuts.tsx";
import { SideNav } from "./side-nav.tsx";
import { TopBar } from "./top-bar.tsx";
import type { SignOut } from "./user-menu.tsx";

interface AppFrameProps {
  readonly frame: FrameData;
  /** A server action, or the address that a sign-out form posts to. */
  readonly signOut: SignOut;
  readonly children: ReactNode;
}

/** What stands around every page: navigation, scope bar, freshness, ⌘K, shortcuts, toasts. */
export function AppFrame({ frame, signOut, children }: AppFrameProps) {
  return (
    <PageTransitionProvider>
      <TimeZoneProvider timeZone={frame.timeZone}>
        <Tooltip.Provider>
          <ToastRegion>
            <a
              href="#main"
              className="sr-only z-50 rounded-md bg-solid px-3 py-2 text-on-solid focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
            >
              Skip to the content
            </a>
            <div className="flex min-h-dvh">
              <SideNav
                initiallyCollapsed={frame.sidebarCollapsed}
                {...(frame.counts ? { counts: frame.counts } : {})}
              />
              <div className="flex min-w-0 flex-1 flex-col">
                <TopBar frame={frame} signOut={signOut} />
                <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-4 pb-10 outline-none sm:px-6">
                  {children}
                </main>
              </div>
            </div>
            <CommandMenu />
            <KeyboardShortcuts />
          </ToastRegion>
        </Tooltip.Provider>
      </TimeZoneProvider>
    </PageTransitionProvider>
  );
}
