"use client";

import { cn } from "#lib/client/class-names.ts";
import { formatCount } from "#lib/client/format.ts";
import { chosenValues, toggleValue } from "#lib/client/property-filter.ts";
import { useFilter } from "#lib/client/use-filter.ts";
import type { Facet } from "#lib/domain/views/functions.ts";

/** What changed, as switches above the timeline; they write the same filter as one types. */
export function ClassChips({ facet }: { readonly facet: Facet | undefined }) {
  const { clauses, setClauses } = useFilter();
  const chosen = chosenValues(clauses, "class");
  if (!facet) return null;
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">What changed</legend>
      {facet.values.map(({ value, count }) => {
        const pressed = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={pressed}
            onClick={() => setClauses(toggleValue(clauses, "class", value))}
            className={cn(
              "tabular inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs",
              pressed ? "border-accent bg-accent-soft text-accent" : "border-line text-muted hover:bg-hover",
            )}
          >
            {value} <span className={pressed ? "" : "text-faint"}>{formatCount(count)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
