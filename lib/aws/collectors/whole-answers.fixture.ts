import type { SentAnswer } from "./answer-server.fixture.ts";

/** What the damages leave alone, or begin with: an answer that holds what every operation of every service returns. */
export interface WholeOptions {
  /** Put wherever a page token may stand. */
  readonly token?: string;
}

/** The answer of every operation of the JSON services at once: each reads its own members. */
export function jsonDocument({ token }: WholeOptions = {}): Readonly<Record<string, unknown>> {
  const tokens =
    token === undefined ? {} : { NextMarker: token, NextToken: token, nextToken: token, PaginationToken: token };
  return { ...everything, ...tokens };
}

/** The answers of IAM and EC2. */
export function xmlDocument(action: string, { token }: WholeOptions = {}): string {
  const paging =
    token === undefined
      ? "<IsTruncated>false</IsTruncated>"
      : `<IsTruncated>true</IsTruncated><Marker>${token}</Marker>`;
  const inner = isIamAction(action)
    ? `<${action}Result>${paging}${iamLists}${usageReport}</${action}Result>`
    : `${ec2Lists}${token === undefined ? "" : `<nextToken>${token}</nextToken>`}`;
  return `<?xml version="1.0"?><${action}Response>${inner}</${action}Response>`;
}

export function wholeAnswer(action: string | null, options: WholeOptions = {}): SentAnswer {
  return action === null
    ? { status: 200, type: "application/json", body: JSON.stringify(jsonDocument(options)) }
    : { status: 200, type: "text/xml", body: xmlDocument(action, options) };
}

/** Whether an operation is one of IAM, whose answers stand in an element of their own. */
export function isIamAction(action: string): boolean {
  return action === "GetAccountAuthorizationDetails" || action.endsWith("ServiceLastAccessedDetails");
}

const usageReport =
  "<JobId>job-1</JobId><JobStatus>COMPLETED</JobStatus><JobCreationDate>2026-11-20T10:00:00Z</JobCreationDate>" +
  "<JobCompletionDate>2026-11-20T10:00:02Z</JobCompletionDate><ServicesLastAccessed><member>" +
  "<ServiceName>Amazon S3</ServiceName><ServiceNamespace>s3</ServiceNamespace>" +
  "<LastAuthenticated>2026-11-19T10:00:00Z</LastAuthenticated><TrackedActionsLastAccessed><member>" +
  "<ActionName>CreateBucket</ActionName><LastAccessedTime>2026-11-19T10:00:00Z</LastAccessedTime></member>" +
  "<member><ActionName>DeleteBucket</ActionName></member></TrackedActionsLastAccessed></member></ServicesLastAccessed>";

const role = `<member><Path>/</Path><RoleName>r</RoleName><RoleId>AROA1</RoleId><Arn>arn:aws:iam::111122223333:role/r</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument></member>`;
const iamLists = `<RoleDetailList>${role}</RoleDetailList><Policies/><UserDetailList/><GroupDetailList/>`;
const vpc = "<vpcId>vpc-1</vpcId>";
const ec2Lists = [
  "<regionInfo><item><regionName>us-east-1</regionName><optInStatus>opt-in-not-required</optInStatus></item></regionInfo>",
  `<subnetSet><item><subnetId>subnet-1</subnetId>${vpc}<availabilityZone>us-east-1a</availabilityZone></item></subnetSet>`,
  `<routeTableSet><item><routeTableId>rtb-1</routeTableId>${vpc}</item></routeTableSet>`,
  `<natGatewaySet><item><natGatewayId>nat-1</natGatewayId>${vpc}<state>available</state></item></natGatewaySet>`,
  `<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId>${vpc}</item></vpcEndpointSet>`,
  `<securityGroupInfo><item><groupId>sg-1</groupId>${vpc}<groupName>default</groupName></item></securityGroupInfo>`,
  `<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId></item></networkInterfaceSet>`,
].join("");

const functionArn = "arn:aws:lambda:us-east-1:111122223333:function:orders";
const configuration = {
  FunctionName: "orders",
  FunctionArn: functionArn,
  Runtime: "nodejs24.x",
  Role: "arn:aws:iam::111122223333:role/r",
  CodeSize: 1_000,
  MemorySize: 128,
  Timeout: 3,
  LastModified: "2026-01-01T00:00:00.000+0000",
  PackageType: "Zip",
  State: "Active",
  Architectures: ["arm64"],
  VpcConfig: { VpcId: "vpc-1", SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"] },
  Environment: { Variables: { MODE: "fast", TOKEN: "hidden" } },
  Layers: [{ Arn: "arn:aws:lambda:us-east-1:111122223333:layer:one:1", CodeSize: 5 }],
};

const queryRow = [
  { field: "@log", value: "111122223333:/aws/lambda/orders" },
  { field: "period", value: "2026-11-20 10:00:00.000" },
  { field: "kind", value: "REPORT" },
  { field: "lines", value: "3" },
  { field: "durationSum", value: "12.5" },
  { field: "durationBucket", value: "40" },
];

const scaled = { ServiceNamespace: "lambda", ResourceId: "function:orders:live" };

const everything = {
  Account: "111122223333",
  Arn: "arn:aws:iam::111122223333:user/someone",
  Accounts: [{ Id: "111122223333", Name: "main", Email: "main@example.com", Status: "ACTIVE" }],
  Organization: { MasterAccountId: "111122223333" },
  Roots: [
    {
      Id: "r-abcd",
      Arn: "arn:aws:organizations::111122223333:root/o-1234567890/r-abcd",
      Name: "Root",
      PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    },
  ],
  OrganizationalUnits: [{ Id: "ou-abcd-11111111", Name: "Workloads" }],
  Policies: [{ Id: "p-FullAWSAccess", Name: "FullAWSAccess", Type: "SERVICE_CONTROL_POLICY", AwsManaged: true }],
  Targets: [{ TargetId: "r-abcd", Name: "Root", Type: "ROOT" }],
  AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 900, TotalCodeSize: 80_000_000_000 },
  AccountUsage: { TotalCodeSize: 1_000, FunctionCount: 1 },
  Functions: [configuration],
  Configuration: configuration,
  Concurrency: { ReservedConcurrentExecutions: 5 },
  Tags: { team: "orders" },
  Policy: '{"Statement":[]}',
  FunctionUrlConfigs: [
    { FunctionArn: functionArn, FunctionUrl: "https://example.lambda-url.on.aws/", AuthType: "NONE" },
  ],
  FunctionEventInvokeConfigs: [
    {
      FunctionArn: `${functionArn}:$LATEST`,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:us-east-1:111122223333:dlq" } },
    },
  ],
  Aliases: [{ Name: "live", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.5 } } }],
  Versions: [{ Version: "$LATEST" }, { Version: "1", MemorySize: 128 }],
  ProvisionedConcurrencyConfigs: [
    { FunctionArn: `${functionArn}:live`, RequestedProvisionedConcurrentExecutions: 2, Status: "READY" },
  ],
  ScalableTargets: [
    { ...scaled, ScalableTargetARN: "arn:aws:application-autoscaling:1", MinCapacity: 1, MaxCapacity: 9 },
  ],
  ScheduledActions: [{ ...scaled, ScheduledActionName: "night", Schedule: "cron(0 21 * * ? *)" }],
  ScalingPolicies: [{ ...scaled, PolicyName: "use-70", PolicyType: "TargetTrackingScaling" }],
  RecursiveLoop: "Terminate",
  CodeSigningConfigArn: "",
  EventSourceMappings: [
    {
      UUID: "1",
      FunctionArn: functionArn,
      EventSourceArn: "arn:aws:sqs:us-east-1:111122223333:jobs",
      State: "Enabled",
      BatchSize: 10,
    },
  ],
  Attributes: {
    RedrivePolicy: '{"maxReceiveCount":"5","deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:dlq"}',
    VisibilityTimeout: "30",
  },
  ResourceTagMappingList: [{ ResourceARN: functionArn, Tags: [{ Key: "team", Value: "orders" }] }],
  Metrics: [
    { Namespace: "AWS/Lambda", MetricName: "Invocations", Dimensions: [{ Name: "FunctionName", Value: "orders" }] },
    {
      Namespace: "AWS/Lambda",
      MetricName: "ProvisionedConcurrentExecutions",
      Dimensions: [
        { Name: "FunctionName", Value: "orders" },
        { Name: "Resource", Value: "orders:live" },
      ],
    },
  ],
  MetricDataResults: [{ Id: "q0", Timestamps: [1_795_000_000], Values: [5], StatusCode: "Complete" }],
  logGroups: [
    {
      logGroupName: "/aws/lambda/orders",
      logGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/orders",
      logGroupClass: "STANDARD",
    },
  ],
  queryId: "00000000-0000-4000-8000-000000000000",
  status: "Complete",
  results: [queryRow],
  statistics: { bytesScanned: 1_000 },
  Events: [
    {
      EventId: "1",
      EventName: "UpdateFunctionCode20150331v2",
      EventTime: 1_795_000_000,
      EventSource: "lambda.amazonaws.com",
      Username: "someone",
      ReadOnly: "false",
      CloudTrailEvent:
        '{"userIdentity":{"arn":"arn:aws:iam::111122223333:user/someone"},"requestParameters":{"functionName":"orders"}}',
    },
  ],
};
