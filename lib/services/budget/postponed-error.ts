/**
 * A reading that is put off: what AWS would bill for it does not fit into what is left of the month's budget. The task
 * ends as postponed; what is known stays as it is, and says since when.
 */
export class PostponedError extends Error {
  /** What to do about it, for people. */
  readonly remedy: string;

  constructor(reason: string, remedy: string) {
    super(reason);
    this.name = "PostponedError";
    this.remedy = remedy;
  }
}
