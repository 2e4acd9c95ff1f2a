import { type FilterOperator, formatClause } from "./property-filter.ts";

/** A property that a list can be filtered by. */
export interface FilterProperty {
  /** Stands in the filter: one word. */
  readonly name: string;
  readonly label: string;
  readonly operators: readonly FilterOperator[];
  /** Known values with how many rows have each; left out where there are too many to list. */
  readonly values?: readonly { readonly value: string; readonly label?: string; readonly count?: number }[];
}

/** One way to go on: `text` replaces what was typed; `complete` says that it is a whole condition. */
export interface Completion {
  readonly text: string;
  readonly label: string;
  readonly count: number | null;
  readonly complete: boolean;
}

const MOST = 12;

/** What can follow what was typed: properties, then operators, then values with their counts. */
export function completions(typed: string, properties: readonly FilterProperty[]): readonly Completion[] {
  const match = /^\s*([^\s=<>!:]+)\s*(!=|>=|<=|=|>|<|:)?\s*"?(.*?)"?$/.exec(typed);
  const [, name = "", sign, rest = ""] = match ?? [];
  const property = properties.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (property && sign !== undefined) return valueCompletions(property, sign, rest);
  if (property && /\s$/.test(typed)) {
    return property.operators.map((operator) => ({
      text: `${property.name} ${operator} `,
      label: `${property.label} ${operator}`,
      count: null,
      complete: false,
    }));
  }
  const wanted = typed.trim().toLowerCase();
  return properties
    .filter((one) => one.name.toLowerCase().includes(wanted) || one.label.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map((one) => ({
      text: `${one.name} ${one.operators[0] ?? "="} `,
      label: one.label,
      count: null,
      complete: false,
    }));
}

function valueCompletions(property: FilterProperty, sign: string, typed: string): readonly Completion[] {
  const operator = property.operators.find((known) => known === sign);
  if (!operator) return [];
  const wanted = typed.toLowerCase();
  return (property.values ?? [])
    .filter(({ value, label }) => value.toLowerCase().includes(wanted) || label?.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map(({ value, label, count }) => ({
      text: formatClause({ property: property.name, operator, values: [value] }),
      label: label ?? value,
      count: count ?? null,
      complete: true,
    }));
}
