import type { ActionSet } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { actionsNamed, actionsWhere } from "./action-indices.ts";

/**
 * Writes that execution roles ordinarily hold on all resources, since AWS's own managed execution policies grant them
 * so: logs, traces, the network interfaces of a VPC, taking messages off a queue. They make the verdicts on writes
 * true, whose definitions know no exception, but weigh nothing.
 */
export const ordinaryWriteNames: readonly string[] = [
  "cloudwatch:PutMetricData",
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
  "lambda:CheckpointDurableExecution",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

interface WritingActions {
  /** Write, tag or manage permissions, and can be limited to resources. */
  readonly scopable: ActionSet;
  readonly ordinary: ActionSet;
  readonly tagging: ActionSet;
}

let loaded: WritingActions | null = null;

export function writingActions(): WritingActions {
  const { level, isScopable } = actionUniverse();
  loaded ??= {
    scopable: actionsWhere((index) => isScopable(index) && level(index) !== "read" && level(index) !== "list"),
    ordinary: actionsNamed(ordinaryWriteNames),
    tagging: actionsWhere((index) => level(index) === "tagging"),
  };
  return loaded;
}
