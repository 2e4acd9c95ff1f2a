import type { ReactNode } from "react";
import { requirePageViewer } from "#lib/server/guard.ts";

/** Decided before anything is sent, so that a refusal answers 403 and not a page that begins well. */
export default async function CostLayout({ children }: { readonly children: ReactNode }) {
  await requirePageViewer("cost:read");
  return children;
}
