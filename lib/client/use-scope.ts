"use client";

import { useQueryStates } from "nuqs";
import { usePageTransition } from "./page-transition.tsx";
import { type Scope, scopeParsers } from "./scope.ts";

/**
 * The scope of the console as the browser holds it. A change goes into the URL as a new history entry and asks the
 * server for the page again; `pending` is true until the new data stands.
 */
export function useScope(): { scope: Scope; setScope: (change: Partial<Scope>) => void; pending: boolean } {
  const { pending, startTransition } = usePageTransition();
  const [scope, setStates] = useQueryStates(scopeParsers, { history: "push", shallow: false, startTransition });
  return { scope, setScope: (change) => void setStates(change), pending };
}
