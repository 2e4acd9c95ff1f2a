"use client";

import { useQueryState } from "nuqs";
import { parseAsString } from "nuqs/server";
import { usePageTransition } from "./page-transition.tsx";
import { type FilterClause, formatFilter, parseFilter } from "./property-filter.ts";

interface FilterState {
  readonly clauses: readonly FilterClause[];
  readonly setClauses: (clauses: readonly FilterClause[]) => void;
  /** Why the text in the URL could not be read; null when it could. */
  readonly problem: string | null;
}

/** The property filter of the present page, kept in the URL as `filter`. */
export function useFilter(): FilterState {
  const { startTransition } = usePageTransition();
  const [text, setText] = useQueryState(
    "filter",
    parseAsString.withDefault("").withOptions({ history: "push", shallow: false, startTransition }),
  );
  const parsed = parseFilter(text);
  return {
    clauses: parsed.ok ? parsed.clauses : [],
    setClauses: (clauses) => void setText(formatFilter(clauses) || null),
    problem: parsed.ok ? null : parsed.message,
  };
}
