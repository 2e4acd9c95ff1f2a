import type {
  DescribeScalableTargetsRequest,
  DescribeScalableTargetsResponse,
  DescribeScalingPoliciesRequest,
  DescribeScalingPoliciesResponse,
  DescribeScheduledActionsRequest,
  DescribeScheduledActionsResponse,
} from "@aws-sdk/client-application-auto-scaling";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 50;

interface Asked {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ResourceIds?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/** One page of a list; of other services than Lambda nothing is registered here. */
function pageOfList<Item extends { readonly ResourceId?: string | undefined }>(
  call: ServiceCall,
  kind: string,
  make: () => readonly Item[],
  input: Asked,
) {
  if (input.ServiceNamespace === undefined) {
    throw new AwsError("ValidationException", "1 validation error detected: 'serviceNamespace' must not be null");
  }
  const wanted = input.ResourceIds ?? (input.ResourceId === undefined ? null : [input.ResourceId]);
  const items = call.lists
    .get(call, `scaling ${kind}`, make)
    .filter(({ ResourceId = "" }) => wanted === null || wanted.includes(ResourceId));
  return pageOf(call, input.ServiceNamespace === "lambda" ? items : [], {
    token: input.NextToken,
    limit: input.MaxResults,
    size: PAGE,
    invalidToken: "InvalidNextTokenException",
  });
}

const describeScalableTargets: Operation<DescribeScalableTargetsRequest, DescribeScalableTargetsResponse> = (
  input,
  call,
) => {
  const { items, next } = pageOfList(call, "targets", () => call.cell.scaling().targets, input);
  return { ScalableTargets: items, NextToken: next };
};

const describeScheduledActions: Operation<DescribeScheduledActionsRequest, DescribeScheduledActionsResponse> = (
  input,
  call,
) => {
  const { items, next } = pageOfList(call, "actions", () => call.cell.scaling().actions, input);
  return { ScheduledActions: items, NextToken: next };
};

const describeScalingPolicies: Operation<DescribeScalingPoliciesRequest, DescribeScalingPoliciesResponse> = (
  input,
  call,
) => {
  const { items, next } = pageOfList(call, "policies", () => call.cell.scaling().policies, input);
  return { ScalingPolicies: items, NextToken: next };
};

/** Application Auto Scaling as far as it sets provisioned concurrency of Lambda. */
export const applicationAutoScaling = {
  DescribeScalableTargets: describeScalableTargets,
  DescribeScheduledActions: describeScheduledActions,
  DescribeScalingPolicies: describeScalingPolicies,
} satisfies ServiceOperations;
