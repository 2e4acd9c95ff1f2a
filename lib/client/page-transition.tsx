"use client";

import { createContext, type ReactNode, type TransitionStartFunction, use, useTransition } from "react";

interface PageTransition {
  /** True from the moment a filter, sort or scope was changed until the new data stands. */
  readonly pending: boolean;
  readonly startTransition: TransitionStartFunction;
}

const PageTransitionContext = createContext<PageTransition>({
  pending: false,
  startTransition: (scope) => void scope(),
});

/** One transition for everything that asks the server for the page again, so that all of the old data dims together. */
export function PageTransitionProvider({ children }: { readonly children: ReactNode }) {
  const [pending, startTransition] = useTransition();
  return <PageTransitionContext value={{ pending, startTransition }}>{children}</PageTransitionContext>;
}

export function usePageTransition(): PageTransition {
  return use(PageTransitionContext);
}
