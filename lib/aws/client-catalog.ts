import type { ApplicationAutoScaling } from "@aws-sdk/client-application-auto-scaling";
import type { CloudTrail } from "@aws-sdk/client-cloudtrail";
import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import type { EC2 } from "@aws-sdk/client-ec2";
import type { IAM } from "@aws-sdk/client-iam";
import type { Lambda } from "@aws-sdk/client-lambda";
import type { Organizations } from "@aws-sdk/client-organizations";
import type { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import type { SQS } from "@aws-sdk/client-sqs";
import type { STS } from "@aws-sdk/client-sts";
import type { CredentialSource } from "./credentials.ts";
import type { HttpHandler } from "./http-handler.ts";
import type { ServiceName } from "./service-name.ts";

/** The SDK's client of each service. */
export interface ClientTypes {
  readonly lambda: Lambda;
  readonly cloudwatch: CloudWatch;
  readonly logs: CloudWatchLogs;
  readonly iam: IAM;
  readonly ec2: EC2;
  readonly sqs: SQS;
  readonly sts: STS;
  readonly organizations: Organizations;
  readonly cloudtrail: CloudTrail;
  readonly tagging: ResourceGroupsTaggingAPI;
  readonly "application-autoscaling": ApplicationAutoScaling;
}

/** What every client is made with. The endpoint is left to the SDK: it reads AWS_ENDPOINT_URL and the profile itself. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: CredentialSource;
  readonly requestHandler: HttpHandler;
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  /** Where SQS lives behind another endpoint, the queue's own URL must not lead away from it. */
  readonly useQueueUrlAsEndpoint?: boolean;
}

/** How each client is loaded: when it is first needed, since EC2's alone is 28 MB. */
export const clientCatalog: {
  readonly [S in ServiceName]: (config: ClientConfig) => Promise<ClientTypes[S]>;
} = {
  lambda: async (config) => new (await import("@aws-sdk/client-lambda")).Lambda(config),
  cloudwatch: async (config) => new (await import("@aws-sdk/client-cloudwatch")).CloudWatch(config),
  logs: async (config) => new (await import("@aws-sdk/client-cloudwatch-logs")).CloudWatchLogs(config),
  iam: async (config) => new (await import("@aws-sdk/client-iam")).IAM(config),
  ec2: async (config) => new (await import("@aws-sdk/client-ec2")).EC2(config),
  sqs: async (config) => new (await import("@aws-sdk/client-sqs")).SQS({ ...config, useQueueUrlAsEndpoint: false }),
  sts: async (config) => new (await import("@aws-sdk/client-sts")).STS(config),
  organizations: async (config) => new (await import("@aws-sdk/client-organizations")).Organizations(config),
  cloudtrail: async (config) => new (await import("@aws-sdk/client-cloudtrail")).CloudTrail(config),
  tagging: async (config) =>
    new (await import("@aws-sdk/client-resource-groups-tagging-api")).ResourceGroupsTaggingAPI(config),
  "application-autoscaling": async (config) =>
    new (await import("@aws-sdk/client-application-auto-scaling")).ApplicationAutoScaling(config),
};
