import { hex, uuid } from "#simulator/fleet/random.ts";
import { grantService } from "./statements.ts";
import type { AsyncPlan, MappingPlan, MappingSource, TriggerContext, TriggerPlan } from "./trigger-plan.ts";

/** ARNs of the things that call a function; all follow from the function. */
export function arnOf(context: TriggerContext, kind: string): string {
  const { accountId, region, name, key } = context;
  const known: Record<string, string> = {
    s3: `arn:aws:s3:::${name.toLowerCase().replaceAll("_", "-")}-${accountId}`,
    sns: `arn:aws:sns:${region}:${accountId}:${name}-topic`,
    events: `arn:aws:events:${region}:${accountId}:rule/${name}-schedule`,
    scheduler: `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`,
    logs: `arn:aws:logs:${region}:${accountId}:log-group:/aws/ecs/${name}:*`,
    iot: `arn:aws:iot:${region}:${accountId}:rule/${name.replaceAll("-", "_")}`,
    ses: `arn:aws:ses:${region}:${accountId}:receipt-rule-set/inbound:receipt-rule/${name}`,
    config: `arn:aws:config:${region}:${accountId}:config-rule/config-rule-${hex(key, "config rule", 6)}`,
    apigateway: `arn:aws:execute-api:${region}:${accountId}:${hex(key, "api", 10)}/*/POST/${name}`,
    elasticloadbalancing: `arn:aws:elasticloadbalancing:${region}:${accountId}:targetgroup/${name.slice(0, 24)}/${hex(key, "target group", 16)}`,
    states: `arn:aws:states:${region}:${accountId}:stateMachine:${name}-flow`,
    "cognito-idp": `arn:aws:cognito-idp:${region}:${accountId}:userpool/${region}_${hex(key, "pool", 9)}`,
    kinesis: `arn:aws:kinesis:${region}:${accountId}:stream/${name}-stream`,
    dynamodb: `arn:aws:dynamodb:${region}:${accountId}:table/${name}/stream/2025-03-01T00:00:00.000`,
    kafka: `arn:aws:kafka:${region}:${accountId}:cluster/events/${uuid(key, "cluster")}-5`,
    mq: `arn:aws:mq:${region}:${accountId}:broker:orders:b-${uuid(key, "broker")}`,
    documentdb: `arn:aws:rds:${region}:${accountId}:cluster:documents`,
    queue: `arn:aws:sqs:${region}:${accountId}:${name}-queue`,
    "dead-letter": `arn:aws:sqs:${region}:${accountId}:${name}-dlq`,
    "dead-topic": `arn:aws:sns:${region}:${accountId}:${name}-failures`,
    "on-failure": `arn:aws:sqs:${region}:${accountId}:${name}-failed`,
    "on-success": `arn:aws:events:${region}:${accountId}:event-bus/default`,
  };
  const arn = known[kind];
  if (arn === undefined) throw new RangeError(`No ARN for a source of kind ${kind}.`);
  return arn;
}

/** A service that hands events over and goes. */
export function asynchronous(context: TriggerContext, service: string, qualifier?: string): Partial<TriggerPlan> {
  return grantService(context, {
    service,
    invocation: "asynchronous",
    sourceArns: [arnOf(context, service)],
    strict: service === "s3",
    ...(qualifier === undefined ? {} : { qualifier }),
  });
}

/** A service that waits for the answer. */
export function synchronous(context: TriggerContext, service: string, qualifier?: string): Partial<TriggerPlan> {
  return grantService(context, {
    service,
    invocation: "synchronous",
    sourceArns: [arnOf(context, service)],
    ...(qualifier === undefined ? {} : { qualifier }),
  });
}

export function asyncConfig(parts: Partial<AsyncPlan>): Partial<TriggerPlan> {
  return {
    async: [
      {
        qualifier: null,
        maximumRetryAttempts: null,
        maximumEventAgeInSeconds: null,
        onFailureArn: null,
        onSuccessArn: null,
        ...parts,
      },
    ],
  };
}

export function mapping(
  context: TriggerContext,
  source: MappingSource,
  parts: Partial<MappingPlan> = {},
): Partial<TriggerPlan> {
  const sqs = source === "sqs";
  const plan: MappingPlan = {
    source,
    sourceArn: arnOf(context, sqs ? "queue" : source),
    qualifier: null,
    state: "Enabled",
    queueName: sqs ? `${context.name}-queue` : null,
    maxReceiveCount: null,
    maximumRetryAttempts: null,
    maximumRecordAgeInSeconds: null,
    onFailureArn: null,
    ...parts,
  };
  return { mappings: [plan] };
}
