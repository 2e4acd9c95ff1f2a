import type { PolicyStatement } from "#simulator/fleet/roles/policy-document.ts";

export type Invocation = "synchronous" | "asynchronous" | "poll-based";

/** One row of the intended triggers; retry follows from the function's settings or the queue. */
export interface IntendedTrigger {
  readonly type: "event-source-mapping" | "resource-policy" | "function-url";
  readonly service: string;
  readonly sourceArn: string | null;
  readonly principal: string | null;
  readonly qualifier: string | null;
  readonly invocation: Invocation;
  readonly enabled: boolean;
  readonly mapping: MappingPlan | null;
}

export interface PolicyEntry {
  readonly qualifier: string | null;
  readonly statement: PolicyStatement;
  readonly intended: readonly IntendedTrigger[];
  /** True for an Allow that opens the function to everybody (rule function-policy-public). */
  readonly public: boolean;
  /** True for an Allow that opens the URL of its qualifier to everybody. */
  readonly opensUrl: boolean;
  /** How grave it is that it lets another organisation's account in (rule function-policy-foreign-account); null where it does not. */
  readonly foreign: "high" | "medium" | null;
  /** How grave it is that it lets a service in for anyone (rule function-service-unlimited); null where it does not. */
  readonly unlimited: "medium" | "low" | null;
}

export type MappingSource = "sqs" | "kinesis" | "dynamodb" | "kafka" | "mq" | "documentdb";

export interface MappingPlan {
  readonly source: MappingSource;
  /** Null for self-managed Kafka. */
  readonly sourceArn: string | null;
  readonly qualifier: string | null;
  readonly state: "Enabled" | "Disabled" | "Disabling" | "Updating";
  readonly queueName: string | null;
  /** Null for a queue without a redrive policy. */
  readonly maxReceiveCount: number | null;
  readonly maximumRetryAttempts: number | null;
  readonly maximumRecordAgeInSeconds: number | null;
  readonly onFailureArn: string | null;
}

export interface UrlPlan {
  readonly qualifier: string | null;
  readonly authType: "NONE" | "AWS_IAM";
}

export interface AsyncPlan {
  readonly qualifier: string | null;
  readonly maximumRetryAttempts: number | null;
  readonly maximumEventAgeInSeconds: number | null;
  readonly onFailureArn: string | null;
  readonly onSuccessArn: string | null;
}

/** What may invoke a function, and how that ends when it fails. */
export interface TriggerPlan {
  readonly policy: readonly PolicyEntry[];
  readonly mappings: readonly MappingPlan[];
  readonly urls: readonly UrlPlan[];
  readonly async: readonly AsyncPlan[];
  readonly deadLetterArn: string | null;
}

/** What a template may name: the function it is written for and its neighbours. */
export interface TriggerContext {
  readonly key: number;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly organizationId: string;
  /** An account outside the organisation. */
  readonly foreignAccount: string;
  /** Another account of the organisation; its own where there is no other. */
  readonly siblingAccount: string;
}

export const noTriggers: TriggerPlan = { policy: [], mappings: [], urls: [], async: [], deadLetterArn: null };

/** Joins plans; of several dead-letter settings the last one stands. */
export function combine(...plans: readonly Partial<TriggerPlan>[]): TriggerPlan {
  return plans.reduce<TriggerPlan>(
    (sum, plan) => ({
      policy: [...sum.policy, ...(plan.policy ?? [])],
      mappings: [...sum.mappings, ...(plan.mappings ?? [])],
      urls: [...sum.urls, ...(plan.urls ?? [])],
      async: [...sum.async, ...(plan.async ?? [])],
      deadLetterArn: plan.deadLetterArn ?? sum.deadLetterArn,
    }),
    noTriggers,
  );
}
