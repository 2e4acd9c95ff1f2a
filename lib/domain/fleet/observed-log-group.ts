export interface ObservedLogGroup {
  readonly name: string;
  readonly arn: string;
  /** STANDARD, INFREQUENT_ACCESS, DELIVERY. */
  readonly logGroupClass: string;
  /** Null where it is not known from the list, or never expires. */
  readonly retentionDays: number | null;
  readonly storedBytes: number | null;
}
