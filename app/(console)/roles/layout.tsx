import type { ReactNode } from "react";
import { requirePageViewer } from "#lib/server/guard.ts";

/**
 * Refuses before anything is sent: the pages below stream their skeleton first (loading.tsx), and what is refused after
 * that can no longer answer 403. They check again, since a layout is not rendered anew on each navigation.
 */
export default async function Layout({ children }: { readonly children: ReactNode }) {
  await requirePageViewer("roles:read");
  return children;
}
