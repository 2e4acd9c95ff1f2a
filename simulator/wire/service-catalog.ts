import type { ServiceDefinition } from "./service-model.ts";
import { webFunctionSchemas } from "./web-function-schemas.ts";

/** Every service that is simulated, with the wire form that its newest SDK client speaks. */
export const serviceCatalog: readonly ServiceDefinition[] = [
  {
    signingName: "sts",
    protocol: "awsQuery",
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    load: () => import("@aws-sdk/client-sts"),
  },
  {
    signingName: "organizations",
    protocol: "awsJson1_1",
    target: "AWSOrganizationsV20161128",
    load: () => import("@aws-sdk/client-organizations"),
  },
  {
    signingName: "lambda",
    protocol: "restJson1",
    load: async () => ({ ...(await import("@aws-sdk/client-lambda")), ...webFunctionSchemas }),
  },
  {
    signingName: "monitoring",
    protocol: "awsJson1_0",
    target: "GraniteServiceVersion20100801",
    queryCompatible: true,
    load: () => import("@aws-sdk/client-cloudwatch"),
  },
  {
    signingName: "logs",
    protocol: "awsJson1_1",
    target: "Logs_20140328",
    load: () => import("@aws-sdk/client-cloudwatch-logs"),
  },
  {
    signingName: "iam",
    protocol: "awsQuery",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    load: () => import("@aws-sdk/client-iam"),
  },
  {
    signingName: "ec2",
    protocol: "ec2Query",
    xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15",
    load: () => import("@aws-sdk/client-ec2"),
  },
  {
    signingName: "sqs",
    protocol: "awsJson1_0",
    target: "AmazonSQS",
    queryCompatible: true,
    load: () => import("@aws-sdk/client-sqs"),
  },
  {
    signingName: "cloudtrail",
    protocol: "awsJson1_1",
    target: "CloudTrail_20131101",
    load: () => import("@aws-sdk/client-cloudtrail"),
  },
  {
    signingName: "application-autoscaling",
    protocol: "awsJson1_1",
    target: "AnyScaleFrontendService",
    load: () => import("@aws-sdk/client-application-auto-scaling"),
  },
  {
    signingName: "tagging",
    protocol: "awsJson1_1",
    target: "ResourceGroupsTaggingAPI_20170126",
    load: () => import("@aws-sdk/client-resource-groups-tagging-api"),
  },
];
