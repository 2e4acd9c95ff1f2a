import {
  type AnswerReader,
  dateOrNull,
  numberOrNull,
  recordOrNull,
  textOrNull,
  textsOf,
  toJsonObject,
} from "#lib/aws/answer.ts";
import { redactConfiguration } from "#lib/domain/fleet/environment-fingerprint.ts";
import type { FunctionType } from "#lib/domain/fleet/function-type.ts";
import type { ObservedFunction, ObservedVpc } from "#lib/domain/fleet/observed.ts";
import { redactAnswer } from "#lib/domain/fleet/redact-answer.ts";
import { observeEnvironment } from "./observe-environment.ts";

type Answer = Readonly<Record<string, unknown>>;

/**
 * A FunctionConfiguration as AWS sends it. Secrets end here: values of variables become kind and fingerprint. Only name
 * and ARN must be there, since they say which function it is; any other field that is missing is not known.
 */
export function parseFunction(
  configuration: Answer,
  read: AnswerReader,
  fingerprint: (value: string) => string,
): ObservedFunction {
  const name = read.text(configuration.FunctionName, "FunctionName");
  const environment = observeEnvironment(configuration.Environment, fingerprint);
  const logging = recordOrNull(configuration.LoggingConfig) ?? {};
  const document = redactedDocument(configuration, fingerprint);
  const instances = recordOrNull(configuration.CapacityProviderConfig);
  return {
    name,
    arn: read.text(configuration.FunctionArn, "FunctionArn"),
    runtime: filledText(configuration.Runtime),
    architecture: textsOf(configuration.Architectures)[0] ?? "x86_64",
    memoryMb: numberOrNull(configuration.MemorySize),
    timeoutSeconds: numberOrNull(configuration.Timeout),
    packageType: textOrNull(configuration.PackageType) ?? "Zip",
    codeBytes: numberOrNull(configuration.CodeSize),
    codeSha256: filledText(configuration.CodeSha256),
    description: descriptionOf(document.Description),
    roleArn: filledText(configuration.Role),
    lastModified: dateOrNull(configuration.LastModified),
    vpc: parseVpc(configuration.VpcConfig),
    environment: environment.variables,
    environmentError: environment.error,
    deadLetterTargetArn: filledText(recordOrNull(configuration.DeadLetterConfig)?.TargetArn),
    layerArns: layerArnsOf(configuration.Layers),
    ephemeralStorageMb: numberOrNull(recordOrNull(configuration.EphemeralStorage)?.Size) ?? 512,
    snapStart: textOrNull(recordOrNull(configuration.SnapStart)?.ApplyOn) ?? "None",
    tracingMode: textOrNull(recordOrNull(configuration.TracingConfig)?.Mode) ?? "PassThrough",
    logFormat: textOrNull(logging.LogFormat) ?? "Text",
    systemLogLevel: filledText(logging.SystemLogLevel),
    logGroupName: filledText(logging.LogGroup) ?? `/aws/lambda/${name}`,
    managedInstances: instances !== null,
    functionType: typeOf(configuration),
    tenancy: filledText(recordOrNull(configuration.TenancyConfig)?.TenantIsolationMode),
    capacityProviderArn: filledText(
      recordOrNull(instances?.LambdaManagedInstancesCapacityProviderConfig)?.CapacityProviderArn,
    ),
    document,
  };
}

function typeOf(configuration: Answer): FunctionType {
  if (recordOrNull(configuration.CapacityProviderConfig) !== null) return "managedInstances";
  return recordOrNull(configuration.DurableConfig) === null ? "event" : "durable";
}

/** A description in which a credential was found has become a fingerprint, as in the document. */
function descriptionOf(description: unknown): string {
  return textOrNull(description) ?? (recordOrNull(description) === null ? "" : "(not shown: it holds a credential)");
}

/** The configuration as it stands, unknown fields included, without what must not be kept. */
function redactedDocument(configuration: Answer, fingerprint: (value: string) => string) {
  const { Code: _signedUrl, ...rest } = configuration;
  return redactAnswer(redactConfiguration(toJsonObject(rest), fingerprint), fingerprint);
}

function parseVpc(value: unknown): ObservedVpc | null {
  const config = recordOrNull(value);
  const vpcId = filledText(config?.VpcId);
  // A function that left its VPC still carries an empty config.
  if (config === null || vpcId === null) return null;
  return { vpcId, subnetIds: textsOf(config.SubnetIds), securityGroupIds: textsOf(config.SecurityGroupIds) };
}

function layerArnsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((layer) => filledText(recordOrNull(layer)?.Arn)).filter((arn) => arn !== null);
}

function filledText(value: unknown): string | null {
  const text = textOrNull(value);
  return text === "" ? null : text;
}
