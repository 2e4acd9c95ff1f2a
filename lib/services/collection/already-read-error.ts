/** A reading that need not be made: another sync has begun and ended it since this one was asked for. */
export class AlreadyReadError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "AlreadyReadError";
  }
}
