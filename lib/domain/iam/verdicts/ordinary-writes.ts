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
