/**
 * Provisioned concurrency of one version or alias in one period, as CloudWatch tells it by the dimension Resource
 * (`function:qualifier`). AWS sends these metrics with calls only: a period without a point had none.
 */
export interface ProvisionedMetricPoint {
  readonly functionName: string;
  /** Version or alias. */
  readonly qualifier: string;
  /** Start of the hour or UTC day. */
  readonly at: Date;
  /** Maximum of ProvisionedConcurrentExecutions: provisioned environments that were busy at once. */
  readonly concurrencyMax: number | null;
  /** Maximum and average of ProvisionedConcurrencyUtilization, 0 to 1 of what was allocated. */
  readonly utilizationMax: number | null;
  readonly utilizationAvg: number | null;
  /** Invocations beyond what was provisioned, which started like any others. */
  readonly spillover: number | null;
}
