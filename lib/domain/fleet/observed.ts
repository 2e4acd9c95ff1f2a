import type { MappingScaling } from "#lib/domain/concurrency/event-source-concurrency.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { FunctionType } from "./function-type.ts";

/**
 * What collectors observe, in Lamplight's own nouns. Nothing here holds a secret: environment values are fingerprints,
 * code URLs are dropped. Documents keep AWS's own field names, unknown fields included; so does `other`, which holds
 * what of an entry has no field of its own here and is absent where there is nothing of the kind.
 */

/** A JSON value as it stands in a document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** An account of the organisation, or one that was configured by hand. */
export interface ObservedAccount {
  readonly accountId: string;
  readonly name: string;
  readonly email: string | null;
  /** As Organizations says: ACTIVE, SUSPENDED, PENDING_CLOSURE, …; ACTIVE for configured accounts. */
  readonly status: string;
  readonly isManagement: boolean;
  /** Path of organisational units by name ("Workloads/Production"); absent where they were not looked up. */
  readonly organizationalUnit?: string;
}

/** GetAccountSettings of one account-Region. A figure that Lambda did not tell is null. */
export interface ObservedLimits {
  readonly concurrentExecutions: number | null;
  readonly unreservedConcurrentExecutions: number | null;
  readonly codeBytesLimit: number | null;
  readonly codeBytesUsed: number | null;
  readonly functionCount: number | null;
  /** What Lambda sent, whole: limits that are younger than this program included. */
  readonly answer: JsonObject;
}

/** What an environment variable is, without its value. `hmac` changes when the value changes. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly kind: "plain" | "arn" | "secretReference" | "parameterReference" | "credential" | "empty";
  /** The kind of credential it looks like, for `credential`: "awsAccessKey", "privateKey", "jwt", "highEntropy", … */
  readonly credentialKind: string | null;
  readonly hmac: string;
}

export interface ObservedVpc {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** One function as ListFunctions shows it. `document` is the same, whole, in AWS's names, redacted: the content that is snapshotted. */
export interface ObservedFunction {
  readonly name: string;
  readonly arn: string;
  readonly runtime: string | null;
  readonly architecture: string;
  /** Null where Lambda did not tell, as with the timeout, the code's size and the role. */
  readonly memoryMb: number | null;
  readonly timeoutSeconds: number | null;
  readonly packageType: string;
  readonly codeBytes: number | null;
  readonly codeSha256: string | null;
  readonly description: string;
  readonly roleArn: string | null;
  /** Null when what was sent is no date. */
  readonly lastModified: Date | null;
  readonly vpc: ObservedVpc | null;
  /** Null when AWS could not decrypt them (`environmentError` says why). */
  readonly environment: readonly EnvironmentVariable[] | null;
  readonly environmentError: string | null;
  readonly deadLetterTargetArn: string | null;
  readonly layerArns: readonly string[];
  readonly ephemeralStorageMb: number;
  /** "PublishedVersions" where SnapStart is on, else "None". */
  readonly snapStart: string;
  readonly tracingMode: string;
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly logGroupName: string;
  /** Runs on Lambda Managed Instances (CapacityProviderConfig is set). */
  readonly managedInstances: boolean;
  readonly functionType: FunctionType;
  /** TenantIsolationMode; null without tenant isolation. */
  readonly tenancy: string | null;
  readonly capacityProviderArn: string | null;
  readonly document: JsonObject;
}

export interface ObservedEventSourceMapping {
  readonly uuid: string;
  readonly functionArn: string;
  readonly functionName: string;
  readonly qualifier: string | null;
  /** Null for self-managed Kafka. */
  readonly eventSourceArn: string | null;
  /** sqs, kinesis, dynamodb, kafka, mq, documentdb, or what the ARN's service says. */
  readonly service: string;
  readonly state: string;
  readonly enabled: boolean;
  readonly batchSize: number | null;
  /** Null where AWS does not send it. -1 means until the record expires. */
  readonly maximumRetryAttempts: number | null;
  readonly maximumRecordAgeSeconds: number | null;
  readonly onFailureDestinationArn: string | null;
  /** Absent where it was stored before this was read. */
  readonly scaling?: MappingScaling;
  readonly document: JsonObject;
}

export interface ObservedFunctionUrl {
  readonly qualifier: string | null;
  readonly authType: string;
  /** The address without the scheme's secret parts; a function URL is public knowledge to who may call it. */
  readonly url: string;
  readonly invokeMode: string | null;
  readonly cors: JsonObject | null;
  readonly other?: JsonObject;
}

export interface ObservedAsyncConfig {
  readonly qualifier: string | null;
  readonly maximumRetryAttempts: number | null;
  readonly maximumEventAgeSeconds: number | null;
  readonly onFailureDestinationArn: string | null;
  readonly onSuccessDestinationArn: string | null;
  readonly other?: JsonObject;
}

export interface ObservedAlias {
  readonly name: string;
  readonly version: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly description: string;
  readonly other?: JsonObject;
}

export interface ObservedVersion {
  readonly version: string;
  readonly codeSha256: string | null;
  readonly lastModified: Date | null;
  readonly memoryMb: number | null;
  readonly runtime: string | null;
  readonly snapStart: string;
  readonly other?: JsonObject;
}

export interface ObservedProvisionedConcurrency {
  readonly qualifier: string;
  readonly requested: number;
  readonly allocated: number;
  readonly available: number;
  readonly status: string;
  readonly other?: JsonObject;
}

/** When Lambda moves a function to a newer version of its runtime, and the version it is held at, if any. */
export interface ObservedRuntimeManagement {
  /** Auto, FunctionUpdate, Manual, or what AWS adds. */
  readonly updateRuntimeOn: string;
  readonly runtimeVersionArn: string | null;
  readonly other?: JsonObject;
}

/** Execution environments of one version on Managed Instances. Null: Lambda decides. */
export interface ObservedScaling {
  readonly qualifier: string;
  readonly minimumEnvironments: number | null;
  readonly maximumEnvironments: number | null;
  readonly requestedMinimumEnvironments: number | null;
  readonly requestedMaximumEnvironments: number | null;
  readonly other?: JsonObject;
}

/** State fields that only GetFunction returns. */
export interface ObservedFunctionState {
  readonly state: string;
  readonly stateReason: string | null;
  readonly stateReasonCode: string | null;
  readonly lastUpdateStatus: string | null;
  readonly lastUpdateStatusReason: string | null;
  readonly lastUpdateStatusReasonCode: string | null;
  readonly runtimeVersionArn: string | null;
  readonly resolvedImageUri: string | null;
}

/**
 * What the per-function calls say of one function. Each field is a fact of its own, since each call may be denied alone.
 * `policies` maps a qualifier ("" for the unqualified function) to the policy document as an object; qualifiers without a policy are absent.
 */
export interface ObservedFunctionDetail {
  readonly name: string;
  /** True when Lambda says that the function is gone; all facts are then `notYetRead`. */
  readonly deleted: boolean;
  readonly state: Fact<ObservedFunctionState>;
  /** What GetFunction says beyond ListFunctions, in AWS's names, unknown fields included; no signed URL, no secret. */
  readonly answer: Fact<JsonObject>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly reservedConcurrency: Fact<number | null>;
  readonly policies: Fact<Readonly<Record<string, Json>>>;
  readonly urls: Fact<readonly ObservedFunctionUrl[]>;
  readonly asyncConfigs: Fact<readonly ObservedAsyncConfig[]>;
  readonly aliases: Fact<readonly ObservedAlias[]>;
  readonly versions: Fact<readonly ObservedVersion[]>;
  readonly provisionedConcurrency: Fact<readonly ObservedProvisionedConcurrency[]>;
  readonly recursiveLoop: Fact<string>;
  readonly codeSigningConfigArn: Fact<string | null>;
  readonly runtimeManagement: Fact<ObservedRuntimeManagement>;
  readonly scaling: Fact<readonly ObservedScaling[]>;
}

/** Metrics of one function in one period; a metric without a datapoint is null, which is not 0. */
export interface FunctionMetricPoint {
  readonly functionName: string;
  /** Start of the hour or UTC day. */
  readonly at: Date;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  readonly durationSumMs: number | null;
  readonly durationMaxMs: number | null;
  readonly durationP50Ms: number | null;
  readonly durationP95Ms: number | null;
  readonly durationP99Ms: number | null;
  readonly concurrencyMax: number | null;
  readonly asyncEventsDropped: number | null;
  readonly asyncEventAgeMaxMs: number | null;
  readonly iteratorAgeMaxMs: number | null;
  readonly recursiveInvocationsDropped: number | null;
  readonly provisionedInvocations: number | null;
  readonly provisionedSpillover: number | null;
}

/** Metrics without dimensions: one account-Region as a whole. */
export interface RegionMetricPoint {
  readonly at: Date;
  readonly invocations: number | null;
  readonly throttles: number | null;
  readonly concurrencyMax: number | null;
  readonly unreservedConcurrencyMax: number | null;
  readonly claimedConcurrencyMax: number | null;
}

/** Starts of one function in one period, from REPORT lines. Histograms are packed (lib/domain/statistics/histogram.ts). */
export interface StartPoint {
  readonly functionName: string;
  readonly at: Date;
  /** Reports read; coverage is reports / Invocations. */
  readonly reports: number;
  /** Reports with an Init Duration, those of provisioned concurrency included. */
  readonly coldStarts: number;
  readonly restores: number;
  /** Starts whose INIT timed out or failed; the second try inside the invocation is part of the same start. */
  readonly initFailures: number;
  /** Of the cold starts, those of environments that provisioned concurrency made: their init is not in Billed Duration. */
  readonly provisionedInits: number;
  /** Inits that were made again inside the invocation (INIT_REPORT of phase invoke). */
  readonly suppressedInits: number;
  readonly timeouts: number;
  readonly outOfMemory: number;
  readonly durationSumMs: number;
  readonly billedSumMs: number;
  /** Over all cold starts. */
  readonly initSumMs: number;
  /** Σ (billed − ceil(duration)) over cold reports: what INIT added to the bill. */
  readonly initBilledSumMs: number;
  readonly restoreSumMs: number;
  /**
   * What callers waited for starts: inits on demand, restores, and inits that failed. Inits of provisioned concurrency are
   * left out: nobody waited. One made again inside the invocation is part of the duration.
   */
  readonly waitedSumMs: number;
  /** Σ billed ms × configured MB, the numerator of GB-seconds (÷ 1000 ÷ 1024). */
  readonly billedMbMs: number;
  readonly memoryMaxMb: number | null;
  readonly durationMaxMs: number | null;
  readonly initMaxMs: number | null;
  readonly durationHistogram: Uint8Array;
  readonly initHistogram: Uint8Array;
  readonly restoreHistogram: Uint8Array;
  readonly billedHistogram: Uint8Array;
  /** MB used; of an invocation, the most that its environment ever did. */
  readonly memoryHistogram: Uint8Array;
}

/** What the events of Lambda Insights say of one function in one period, one event for each invocation. */
export interface InsightsPoint {
  readonly functionName: string;
  readonly at: Date;
  readonly events: number;
  /** First invocations of an environment. Those of provisioned concurrency cannot be told apart. */
  readonly coldStarts: number;
  readonly timeouts: number;
  readonly durationSumMs: number;
  readonly initSumMs: number;
  readonly memoryMaxMb: number | null;
  readonly initMaxMs: number | null;
  readonly durationHistogram: Uint8Array;
  readonly initHistogram: Uint8Array;
  readonly memoryHistogram: Uint8Array;
  /** Events that told bytes, and what they add up to. */
  readonly networkEvents: number;
  readonly rxBytes: number;
  readonly txBytes: number;
  /** Whether its starts are taken from here where its own reports are fewer; else the bytes alone are kept. */
  readonly takesStarts: boolean;
}

/** Log reports of one version of a function in one period. */
export interface VersionPoint {
  readonly functionName: string;
  /** A number, or "$LATEST". */
  readonly version: string;
  readonly at: Date;
  readonly reports: number;
  /** As of `StartPoint`. */
  readonly coldStarts: number;
  readonly restores: number;
  /** Invocations that failed otherwise than by a timeout or for want of memory. */
  readonly errors: number;
  readonly timeouts: number;
  readonly outOfMemory: number;
  readonly durationSumMs: number;
  readonly billedSumMs: number;
  readonly initSumMs: number;
  readonly durationHistogram: Uint8Array;
  readonly initHistogram: Uint8Array;
}

/** Failures of one function, version, kind and error type in one period. */
export interface FailurePoint {
  readonly functionName: string;
  readonly version: string | null;
  readonly at: Date;
  readonly kind: "timeout" | "outOfMemory" | "error" | "init";
  readonly errorType: string | null;
  readonly count: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** A CloudTrail event that changed a function. */
export interface ObservedChangeEvent {
  readonly eventId: string;
  readonly eventName: string;
  readonly at: Date;
  readonly functionName: string;
  /** Who: user or role session, as CloudTrail names it. */
  readonly actor: string;
  readonly actorArn: string | null;
  readonly sourceService: string | null;
  /** Subnets that the request put the function into; absent where it named none. */
  readonly subnetIds?: readonly string[];
}
