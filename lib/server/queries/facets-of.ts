import type { FacetCount } from "#lib/db/sql/property-facets.ts";
import type { Facet } from "#lib/domain/views/functions.ts";

interface FacetLook {
  /** How a value is written; as it is stored where it is left out. */
  readonly label?: (value: string) => string;
  /** Values in an order of their own; by count where it is left out. */
  readonly order?: readonly string[];
}

/** Counted values as facets, in the order of `labels`; facets without a value are left out. */
export function facetsOf(
  counts: readonly FacetCount[],
  labels: Readonly<Record<string, string>>,
  looks: Readonly<Record<string, FacetLook>> = {},
): Facet[] {
  return Object.entries(labels).flatMap(([property, label]) => {
    const { label: write = (value: string) => value, order } = looks[property] ?? {};
    const values = counts.flatMap((row) =>
      row.property === property && row.value !== null
        ? [{ value: row.value, label: write(row.value), count: row.count }]
        : [],
    );
    const place = (value: string) => order?.indexOf(value) ?? 0;
    const sorted = order ? values.toSorted((one, other) => place(one.value) - place(other.value)) : values;
    return sorted.length > 0 ? [{ property, label, values: sorted }] : [];
  });
}
