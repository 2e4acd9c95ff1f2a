import type {
  EventSourceMappingConfiguration,
  FunctionEventInvokeConfig,
  FunctionUrlConfig,
} from "@aws-sdk/client-lambda";
import { type FunctionPlan, revisionId } from "#simulator/fleet/functions/plan.ts";
import { base32, hex, uuid } from "#simulator/fleet/random.ts";
import type { MappingPlan } from "./trigger-plan.ts";

function qualified(arn: string, qualifier: string | null): string {
  return qualifier === null ? arn : `${arn}:${qualifier}`;
}

/** The resource policy of a qualifier, null where there is none. */
export function policyOf(plan: FunctionPlan, qualifier: string | null): { Policy: string; RevisionId: string } | null {
  const statements = plan.triggers.policy
    .filter((entry) => entry.qualifier === qualifier)
    .map(({ statement }) => statement);
  if (statements.length === 0) return null;
  return {
    Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements }),
    RevisionId: revisionId(plan, `policy ${qualifier ?? ""}`),
  };
}

export function urlsOf(plan: FunctionPlan): FunctionUrlConfig[] {
  return plan.triggers.urls.map(({ qualifier, authType }) => ({
    FunctionUrl: `https://${base32(plan.key, `url ${qualifier ?? ""}`, 32).toLowerCase()}.lambda-url.${plan.cell.region}.on.aws/`,
    FunctionArn: qualified(plan.arn, qualifier),
    CreationTime: new Date(plan.createdAt).toISOString(),
    LastModifiedTime: new Date(plan.createdAt).toISOString(),
    AuthType: authType,
    InvokeMode: "BUFFERED",
    ...(authType === "NONE" ? { Cors: { AllowOrigins: ["*"], AllowMethods: ["GET", "POST"] } } : {}),
  }));
}

export function eventInvokeConfigsOf(plan: FunctionPlan): FunctionEventInvokeConfig[] {
  return plan.triggers.async.map((config) => ({
    FunctionArn: `${plan.arn}:${config.qualifier ?? "$LATEST"}`,
    LastModified: new Date(plan.lastModified),
    ...(config.maximumRetryAttempts === null ? {} : { MaximumRetryAttempts: config.maximumRetryAttempts }),
    ...(config.maximumEventAgeInSeconds === null ? {} : { MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds }),
    DestinationConfig: {
      OnSuccess: config.onSuccessArn === null ? {} : { Destination: config.onSuccessArn },
      OnFailure: config.onFailureArn === null ? {} : { Destination: config.onFailureArn },
    },
  }));
}

function streamSettings(mapping: MappingPlan): Partial<EventSourceMappingConfiguration> {
  const destination = {
    DestinationConfig: { OnFailure: mapping.onFailureArn === null ? {} : { Destination: mapping.onFailureArn } },
  };
  if (mapping.source === "kinesis" || mapping.source === "dynamodb") {
    return {
      StartingPosition: "LATEST",
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: false,
      MaximumRetryAttempts: mapping.maximumRetryAttempts ?? -1,
      MaximumRecordAgeInSeconds: mapping.maximumRecordAgeInSeconds ?? -1,
      TumblingWindowInSeconds: 0,
      ...destination,
    };
  }
  if (mapping.source === "kafka") return { StartingPosition: "TRIM_HORIZON", Topics: ["events"], ...destination };
  if (mapping.source === "mq") return { Queues: ["orders"], SourceAccessConfigurations: [] };
  if (mapping.source === "documentdb")
    return {
      StartingPosition: "LATEST",
      DocumentDBEventSourceConfig: { DatabaseName: "app", CollectionName: "orders", FullDocument: "Default" },
    };
  return { FunctionResponseTypes: ["ReportBatchItemFailures"], ScalingConfig: { MaximumConcurrency: 50 } };
}

export function mappingsOf(plan: FunctionPlan): EventSourceMappingConfiguration[] {
  const { cell } = plan;
  return plan.triggers.mappings.map((mapping, index) => {
    const id = uuid(plan.key, `mapping ${index}`);
    return {
      UUID: id,
      EventSourceMappingArn: `arn:aws:lambda:${cell.region}:${cell.account.id}:event-source-mapping:${id}`,
      FunctionArn: qualified(plan.arn, mapping.qualifier),
      ...(mapping.sourceArn === null
        ? {
            SelfManagedEventSource: {
              Endpoints: { KAFKA_BOOTSTRAP_SERVERS: [`kafka-${hex(plan.key, "broker", 6)}.example.com:9096`] },
            },
          }
        : { EventSourceArn: mapping.sourceArn }),
      BatchSize: mapping.source === "sqs" ? 10 : 100,
      MaximumBatchingWindowInSeconds: 0,
      State: mapping.state,
      StateTransitionReason: "USER_INITIATED",
      LastModified: new Date(plan.createdAt),
      LastProcessingResult: mapping.state === "Disabled" ? "No records processed" : "OK",
      ...streamSettings(mapping),
    };
  });
}
