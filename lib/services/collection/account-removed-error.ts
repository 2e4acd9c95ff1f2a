/** Somebody removed the account while a sync was reading it: its task ends as skipped, and keeps nothing more. */
export class AccountRemovedError extends Error {
  constructor() {
    super("The account was removed meanwhile.");
    this.name = "AccountRemovedError";
  }
}
