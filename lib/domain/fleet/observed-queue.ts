/** The redrive policy of a queue that feeds a function. */
export interface ObservedQueue {
  readonly queueArn: string;
  readonly maxReceiveCount: number | null;
  readonly deadLetterTargetArn: string | null;
  readonly visibilityTimeoutSeconds: number | null;
}
