/** How the functions that run as a role are set up, as far as Lambda itself then uses the role. */
export interface RuntimeFacts {
  /** Whether some function stands in a VPC. */
  readonly inVpc: boolean;
  /** Services that Lambda polls for some function: "sqs", "kinesis", "kafka", "mq", …; null where that is not known. */
  readonly polled: readonly string[] | null;
  /** Whether events that fail are sent somewhere: a dead-letter queue or a destination. */
  readonly sendsFailures: boolean;
  /** Whether some function is durable, so that Lambda's runtime writes checkpoints as the role. */
  readonly durable: boolean;
}

/** Actions that stay whatever AWS tells of their use, and why. */
export interface UnseenUse {
  /** Completes "stay, because …". */
  readonly why: string;
  /** Action patterns in lower case. */
  readonly patterns: readonly string[];
}

const logs: UnseenUse = {
  why: "Lambda itself writes the functions' logs as this role",
  patterns: ["logs:createloggroup", "logs:createlogstream", "logs:putlogevents"],
};

const tracing: UnseenUse = {
  why: "Lambda's X-Ray daemon sends traces as this role, also when only a caller asked for them",
  patterns: [
    "xray:puttracesegments",
    "xray:puttelemetryrecords",
    "xray:getsamplingrules",
    "xray:getsamplingtargets",
    "xray:getsamplingstatisticsummaries",
  ],
};

/** Lambda's guide, "Giving functions access to resources in a VPC", and AWSLambdaVPCAccessExecutionRole v3. */
const network: UnseenUse = {
  why: "Lambda makes and removes network interfaces for the functions and their event sources as this role, perhaps once in years",
  patterns: [
    "ec2:createnetworkinterface",
    "ec2:describenetworkinterfaces",
    "ec2:describesubnets",
    "ec2:deletenetworkinterface",
    "ec2:assignprivateipaddresses",
    "ec2:unassignprivateipaddresses",
    "ec2:describesecuritygroups",
    "ec2:describevpcs",
    "ec2:getsecuritygroupsforvpc",
  ],
};

/** What pollers need, by AWS's managed policies for each kind of event source. */
const pollers: Readonly<Record<string, readonly string[]>> = {
  sqs: ["sqs:receivemessage", "sqs:deletemessage", "sqs:getqueueattributes", "sqs:changemessagevisibility"],
  kinesis: [
    "kinesis:describestream",
    "kinesis:describestreamsummary",
    "kinesis:getrecords",
    "kinesis:getsharditerator",
    "kinesis:listshards",
    "kinesis:liststreams",
    "kinesis:subscribetoshard",
  ],
  dynamodb: ["dynamodb:describestream", "dynamodb:getrecords", "dynamodb:getsharditerator", "dynamodb:liststreams"],
  kafka: [
    "kafka:describecluster",
    "kafka:describeclusterv2",
    "kafka:describevpcconnection",
    "kafka:getbootstrapbrokers",
    "kafka:listscramsecrets",
    "glue:getschemaversion",
    "secretsmanager:getsecretvalue",
  ],
  mq: ["mq:describebroker", "secretsmanager:getsecretvalue"],
  documentdb: [
    "rds:describedbclusters",
    "rds:describedbclusterparameters",
    "rds:describedbsubnetgroups",
    "secretsmanager:getsecretvalue",
  ],
};

/** Sources in a VPC: Lambda reaches them by network interfaces that it makes as the role, wherever the function stands. */
const polledInVpc: ReadonlySet<string> = new Set(["kafka", "mq", "documentdb"]);

const failures: UnseenUse = {
  why: "events that fail are sent with this role, and none may have failed in the time that AWS tells of",
  patterns: ["sqs:sendmessage", "sns:publish", "events:putevents", "lambda:invokefunction", "s3:putobject"],
};

const durable: UnseenUse = {
  why: "the runtime of durable functions keeps its checkpoints as this role",
  patterns: ["lambda:checkpointdurableexecution", "lambda:getdurableexecutionstate"],
};

/** Rights that are used without a call of that name, or through calls that are none of AWS's control or data APIs. */
const invisible: UnseenUse = {
  why: "their use is no call that AWS tells of by its service",
  patterns: [
    "iam:passrole",
    "sts:tagsession",
    "sts:setsourceidentity",
    "rds-db:*",
    "execute-api:*",
    "kafka-cluster:*",
    "appsync:graphql",
    "es:eshttp*",
    "aoss:apiaccessall",
    "neptune-db:*",
    "elasticfilesystem:client*",
    "ssmmessages:*",
    "ec2messages:*",
  ],
};

/** What stays of a role's rights whatever is told of their use. Null: how its functions are set up is not known. */
export function unseenUses(facts: RuntimeFacts | null): readonly UnseenUse[] {
  const known = facts?.polled ?? null;
  const polled = Object.keys(pollers).filter((service) => known === null || known.includes(service));
  const inVpc = facts === null || facts.inVpc || polled.some((service) => polledInVpc.has(service));
  return [
    logs,
    tracing,
    ...(inVpc ? [network] : []),
    ...polled.map((service) => ({
      why: `Lambda polls the functions' event sources (${service}) as this role`,
      patterns: pollers[service] ?? [],
    })),
    ...(facts === null || facts.sendsFailures ? [failures] : []),
    ...(facts === null || facts.durable ? [durable] : []),
    invisible,
  ];
}
