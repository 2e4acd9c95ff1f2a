import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppFrame } from "#components/layout/app-frame.tsx";
import { preferenceCookies, themeFromCookie } from "#components/layout/preferences.ts";
import { isTimeZone } from "#lib/client/format-time.ts";
import { signOutAction } from "#lib/server/actions/sign-out.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getFrame } from "#lib/server/queries/frame.ts";

/** The frame around every page of the console, as the person left it. Whoever is not signed in is sent away. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const [viewer, jar] = await Promise.all([requirePageViewer("inventory:read"), cookies()]);
  const frame = await getFrame(viewer);
  return (
    <AppFrame
      frame={{
        ...frame,
        sidebarCollapsed: jar.get(preferenceCookies.sidebar)?.value === "collapsed",
        theme: themeFromCookie(jar.get(preferenceCookies.theme)?.value),
        timeZone: timeZoneOf(jar.get(preferenceCookies.timeZone)?.value),
      }}
      signOut={signOutAction}
    >
      {children}
    </AppFrame>
  );
}

function timeZoneOf(cookie: string | undefined): string {
  const zone = cookie ? decodeURIComponent(cookie) : "UTC";
  return isTimeZone(zone) ? zone : "UTC";
}
