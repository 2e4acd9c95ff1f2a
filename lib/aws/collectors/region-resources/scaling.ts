import { dateOrNull, readAnswerOf, textOrNull, toJsonObject } from "#lib/aws/answer.ts";
import type { SendOptions } from "#lib/aws/call-aws.ts";
import type { ClientTypes } from "#lib/aws/client-catalog.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import { redactAnswer } from "#lib/domain/fleet/redact-answer.ts";

const service = "application-autoscaling";
/** What Lambda registers there: provisioned concurrency of versions and aliases. */
const ServiceNamespace = "lambda";
const MaxResults = 50;

/** One of Application Auto Scaling's lists: its operation, the member with the entries, and what names an entry. */
interface ScalingList {
  readonly kind: ObservedRegionResource["kind"];
  readonly operation: string;
  readonly member: string;
  readonly arn: string;
  readonly name: string;
  send(
    client: ClientTypes[typeof service],
    page: { ServiceNamespace: typeof ServiceNamespace; MaxResults: number; NextToken: string | undefined },
    options: SendOptions,
  ): Promise<object>;
}

const targets: ScalingList = {
  kind: "scalableTarget",
  operation: "DescribeScalableTargets",
  member: "ScalableTargets",
  arn: "ScalableTargetARN",
  name: "ResourceId",
  send: (client, page, options) => client.describeScalableTargets(page, options),
};
const actions: ScalingList = {
  kind: "scheduledAction",
  operation: "DescribeScheduledActions",
  member: "ScheduledActions",
  arn: "ScheduledActionARN",
  name: "ScheduledActionName",
  send: (client, page, options) => client.describeScheduledActions(page, options),
};
const policies: ScalingList = {
  kind: "scalingPolicy",
  operation: "DescribeScalingPolicies",
  member: "ScalingPolicies",
  arn: "PolicyARN",
  name: "PolicyName",
  send: (client, page, options) => client.describeScalingPolicies(page, options),
};

/** Versions and aliases whose provisioned concurrency Application Auto Scaling sets, by schedule or by use. */
export const listScalableTargets = (context: CollectContext) => listScaling(context, targets);
/** When it sets them; there is none without a target. */
export const listScheduledActions = (context: CollectContext) => listScaling(context, actions);
/** By what use it sets them; there is none without a target. */
export const listScalingPolicies = (context: CollectContext) => listScaling(context, policies);

async function listScaling(context: CollectContext, list: ScalingList): Promise<readonly ObservedRegionResource[]> {
  const call = callOf(context, service, list.operation);
  const read = readAnswerOf(call);
  const found: ObservedRegionResource[] = [];
  const pages = pagesOf(call, null, async (NextToken) => {
    const parsed = await context.call(service, list.operation, (client, options) =>
      list.send(client, { ServiceNamespace, MaxResults, NextToken }, options),
    );
    const answer: Readonly<Record<string, unknown>> = { ...parsed };
    return { items: read.requiredList(answer[list.member], list.member), nextToken: tokenOf(answer.NextToken, call) };
  });
  for await (const { items } of pages) {
    for (const item of items) {
      const entry = read.record(item, `an entry of ${list.operation}`);
      const resource = read.text(entry.ResourceId, "ResourceId");
      const name = read.text(entry[list.name], list.name);
      found.push({
        kind: list.kind,
        // Targets that were registered long ago have no ARN: their resource tells them apart as well.
        arn: textOrNull(entry[list.arn]) ?? resource,
        name,
        state: null,
        modifiedAt: dateOrNull(entry.CreationTime),
        document: redactAnswer(toJsonObject(entry), context.fingerprint),
      });
    }
  }
  return found;
}
