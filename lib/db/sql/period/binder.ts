/** Collects the parameters of a hand-written query: `bind(value)` gives its place (`$1`, `$2`, …). */
export interface Binder {
  readonly bind: (value: unknown) => string;
  readonly parameters: readonly unknown[];
}

export function createBinder(): Binder {
  const parameters: unknown[] = [];
  return { bind: (value) => `$${parameters.push(value)}`, parameters };
}
