/** The values of a statement that is put together from parts: each gets its number when it is added. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value; returns its place, `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
