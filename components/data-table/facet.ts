/** A property with its values and how many rows have each under the present filter. */
export interface Facet {
  readonly property: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label?: string; readonly count: number }[];
}
