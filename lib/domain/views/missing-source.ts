/** One source of one account-Region that a page could not build on, and why. */
export interface MissingSource {
  /** "Metrics of media (111122223333), eu-west-1". */
  readonly what: string;
  readonly reason: string;
}
