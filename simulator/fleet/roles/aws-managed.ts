import { allow, document, type PolicyDocument } from "./policy-document.ts";

/** An AWS managed policy as far as the fleet uses it; documents follow AWS's own, shortened where nothing hangs on it. */
export interface AwsManagedPolicy {
  readonly path: string;
  readonly version: string;
  readonly created: string;
  readonly document: PolicyDocument;
}

const logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

export const awsManagedPolicies: Readonly<Record<string, AwsManagedPolicy>> = {
  AWSLambdaBasicExecutionRole: {
    path: "/service-role/",
    version: "v1",
    created: "2015-04-09T15:03:43Z",
    document: document(allow(logs)),
  },
  AWSLambdaVPCAccessExecutionRole: {
    path: "/service-role/",
    version: "v3",
    created: "2016-02-11T23:15:26Z",
    document: document({
      Sid: "AWSLambdaVPCAccessExecutionPermissions",
      ...allow([
        ...logs,
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ]),
    }),
  },
  AWSLambdaSQSQueueExecutionRole: {
    path: "/service-role/",
    version: "v1",
    created: "2018-06-14T21:50:45Z",
    document: document(allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", ...logs])),
  },
  AWSLambdaKinesisExecutionRole: {
    path: "/service-role/",
    version: "v2",
    created: "2015-04-09T15:14:16Z",
    document: document(
      allow([
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
        "kinesis:SubscribeToShard",
        ...logs,
      ]),
    ),
  },
  AWSLambdaDynamoDBExecutionRole: {
    path: "/service-role/",
    version: "v1",
    created: "2015-04-09T15:09:29Z",
    document: document(
      allow([
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
        ...logs,
      ]),
    ),
  },
  AWSLambdaMSKExecutionRole: {
    path: "/service-role/",
    version: "v1",
    created: "2020-08-11T17:35:05Z",
    document: document(
      allow([
        "kafka:DescribeCluster",
        "kafka:DescribeClusterV2",
        "kafka:GetBootstrapBrokers",
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeVpcs",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups",
        ...logs,
      ]),
    ),
  },
  AWSXRayDaemonWriteAccess: {
    path: "/",
    version: "v2",
    created: "2018-08-28T23:00:33Z",
    document: document(
      allow([
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:GetSamplingStatisticSummaries",
      ]),
    ),
  },
  CloudWatchLambdaInsightsExecutionRolePolicy: {
    path: "/",
    version: "v1",
    created: "2020-10-07T19:27:26Z",
    document: document(
      allow("logs:CreateLogGroup"),
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*"),
    ),
  },
  AmazonS3ReadOnlyAccess: {
    path: "/",
    version: "v3",
    created: "2015-02-06T18:40:59Z",
    document: document(
      allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]),
    ),
  },
  AmazonS3FullAccess: {
    path: "/",
    version: "v2",
    created: "2015-02-06T18:40:58Z",
    document: document(allow(["s3:*", "s3-object-lambda:*"])),
  },
  AmazonSQSFullAccess: {
    path: "/",
    version: "v1",
    created: "2015-02-06T18:41:07Z",
    document: document(allow(["sqs:*"])),
  },
  AdministratorAccess: { path: "/", version: "v1", created: "2015-02-06T18:39:46Z", document: document(allow("*")) },
  PowerUserAccess: {
    path: "/",
    version: "v5",
    created: "2015-02-06T18:39:47Z",
    document: document(
      { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
      allow([
        "account:GetAccountInformation",
        "account:ListRegions",
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole",
        "iam:ListRoles",
        "organizations:DescribeOrganization",
      ]),
    ),
  },
  AmazonEC2ContainerServiceforEC2Role: {
    path: "/service-role/",
    version: "v7",
    created: "2015-03-19T18:45:18Z",
    document: document(
      allow([
        "ecs:DiscoverPollEndpoint",
        "ecs:Poll",
        "ecs:RegisterContainerInstance",
        "ecs:StartTelemetrySession",
        "ecr:GetAuthorizationToken",
        "ecr:BatchGetImage",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ]),
    ),
  },
};

export function awsPolicyArn(name: string): string {
  const policy = awsManagedPolicies[name];
  if (policy === undefined) throw new RangeError(`No AWS managed policy ${name} in the fleet.`);
  return `arn:aws:iam::aws:policy${policy.path}${name}`;
}
