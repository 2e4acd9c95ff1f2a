export interface ObservedLogGroup {
  readonly name: string;
  readonly arn: string;
  /** STANDARD, INFREQUENT_ACCESS, DELIVERY. */
  readonly logGroupClass: string;
  /** Null where it was not told (of groups that no function writes to, and where DescribeLogGroups is refused), or never expires. */
  readonly retentionDays: number | null;
  readonly storedBytes: number | null;
}
