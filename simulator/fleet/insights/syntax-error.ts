/** A query that cannot be read, or that asks for something the simulation does not compute: MalformedQueryException on the wire. */
export class InsightsSyntaxError extends Error {
  override readonly name = "InsightsSyntaxError";
  /** Offset of the first character of the trouble in the query. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
