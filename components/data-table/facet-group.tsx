"use client";

import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatCount } from "#lib/client/format.ts";
import { chosenValues, type FilterClause, toggleValue } from "#lib/client/property-filter.ts";
import type { Facet } from "./facet.ts";

interface FacetGroupProps {
  readonly facet: Facet;
  readonly clauses: readonly FilterClause[];
  readonly onChange: (clauses: readonly FilterClause[]) => void;
}

const FEW = 6;

/** The values of one property; the most frequent first, the rest on demand. */
export function FacetGroup({ facet, clauses, onChange }: FacetGroupProps) {
  const [all, setAll] = useState(false);
  const chosen = chosenValues(clauses, facet.property);
  const shown = all ? facet.values : facet.values.filter(({ value }, index) => index < FEW || chosen.includes(value));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-xs font-medium text-faint">{facet.label}</legend>
      <ul className="grid grid-cols-1 gap-0.5">
        {shown.map(({ value, label, count }) => (
          <li key={value} className="flex min-h-6 min-w-0 items-center justify-between gap-2">
            <span className="min-w-0 flex-1" title={label ?? value}>
              <Checkbox
                label={label ?? value}
                visibleLabel
                checked={chosen.includes(value)}
                onChange={() => onChange(toggleValue(clauses, facet.property, value))}
              />
            </span>
            <span className="tabular text-xs text-faint">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      {facet.values.length > FEW ? (
        <button
          type="button"
          className="mt-1 min-h-6 rounded-sm py-1 text-xs text-accent hover:underline"
          onClick={() => setAll(!all)}
        >
          {all ? "Fewer" : `All ${facet.values.length}`}
        </button>
      ) : null}
    </fieldset>
  );
}
