import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { chance, hex, keyOf, uuid } from "#simulator/fleet/random.ts";
import type { RolePlan } from "#simulator/fleet/roles/assignment.ts";
import { handlerOf } from "#simulator/fleet/runtimes.ts";
import { environmentOf } from "./environment.ts";
import { layersOf } from "./layers.ts";
import { loggingConfigOf } from "./logging.ts";
import { type FunctionPlan, revisionId } from "./plan.ts";
import { descriptionOf } from "./text.ts";
import { vpcConfigOf } from "./vpc-config.ts";

/** Lambda writes moments as text, with an offset and no Z. */
export function lambdaTime(moment: number): string {
  return new Date(moment).toISOString().replace("Z", "+0000");
}

export function sha256(key: number, label: string): string {
  return Buffer.from(hex(key, label, 64), "hex").toString("base64");
}

function stateOf(plan: FunctionPlan): Partial<FunctionConfiguration> {
  const updated = { LastUpdateStatus: "Successful" } as const;
  if (plan.setting === "durable")
    return {
      State: "Deactivating",
      StateReason: "The function waits for durable executions that are still running.",
      StateReasonCode: "DrainingDurableExecutions",
      ...updated,
    };
  if (plan.setting === "inactive")
    return {
      State: "Inactive",
      StateReason: "The function has not been invoked for a while; the next invocation starts it again.",
      StateReasonCode: "Idle",
      ...updated,
    };
  if (plan.setting === "pending-addresses") {
    return {
      State: "Active",
      LastUpdateStatus: "Failed",
      LastUpdateStatusReason: "Lambda could not find free addresses in the subnet.",
      LastUpdateStatusReasonCode: "SubnetOutOfIPAddresses",
    };
  }
  return { State: "Active", ...updated };
}

function packageOf(plan: FunctionPlan): Partial<FunctionConfiguration> {
  if (plan.runtime === "image")
    return {
      PackageType: "Image",
      ...(chance(plan.key, "image command", 0.4)
        ? {
            ImageConfigResponse: {
              ImageConfig: {
                EntryPoint: ["/lambda-entrypoint.sh"],
                Command: ["app.handler"],
                WorkingDirectory: "/app",
              },
            },
          }
        : {}),
    };
  const { region, account } = plan.cell;
  return {
    PackageType: "Zip",
    Runtime: plan.runtime as NonNullable<FunctionConfiguration["Runtime"]>,
    Handler: handlerOf(plan.runtime),
    RuntimeVersionConfig: chance(plan.key, "runtime version error", 0.02)
      ? { Error: { ErrorCode: "InternalError", Message: "The runtime version could not be determined." } }
      : { RuntimeVersionArn: `arn:aws:lambda:${region}::runtime:${hex(keyOf(0, plan.runtime), "version", 64)}` },
    ...(plan.setting === "code-signing"
      ? {
          SigningProfileVersionArn: `arn:aws:signer:${region}:${account.id}:/signing-profiles/releases/Gh56Ij78Kl`,
          SigningJobArn: `arn:aws:signer:${region}:${account.id}:/signing-jobs/${uuid(plan.key, "signing job")}`,
        }
      : {}),
  };
}

/** The customer's own key for data at rest. */
function keyArn({ cell }: FunctionPlan): string {
  return `arn:aws:kms:${cell.region}:${cell.account.id}:key/${uuid(cell.key, "data key")}`;
}

function newerFeatures(plan: FunctionPlan): Partial<FunctionConfiguration> {
  const { region, account } = plan.cell;
  return {
    ...(plan.setting === "durable"
      ? { DurableConfig: { RetentionPeriodInDays: 14, ExecutionTimeout: 86_400, KMSKeyArn: keyArn(plan) } }
      : {}),
    ...(plan.setting === "tenancy" ? { TenancyConfig: { TenantIsolationMode: "PER_TENANT" as const } } : {}),
    ...(plan.setting === "managed-instances"
      ? {
          CapacityProviderConfig: {
            LambdaManagedInstancesCapacityProviderConfig: {
              CapacityProviderArn: `arn:aws:lambda:${region}:${account.id}:capacity-provider:general`,
              PerExecutionEnvironmentMaxConcurrency: 10,
              ExecutionEnvironmentMemoryGiBPerVCpu: 4,
            },
          },
        }
      : {}),
    ...(plan.setting === "file-system" && plan.network !== "none"
      ? {
          FileSystemConfigs: [
            {
              Arn: `arn:aws:elasticfilesystem:${region}:${account.id}:access-point/fsap-0${hex(plan.key, "access point", 16)}`,
              LocalMountPath: "/mnt/shared",
              S3FilesConfig: { DirectS3Read: "AUTO" },
            },
          ],
        }
      : {}),
  };
}

/** `$LATEST` as GetFunction shows it. */
export function configurationOf(fleetKey: number, plan: FunctionPlan, role: RolePlan): FunctionConfiguration {
  const environment = environmentOf(fleetKey, plan);
  const layers = layersOf(plan).map(({ layer }) => layer);
  const { deadLetterArn } = plan.triggers;
  return {
    FunctionName: plan.name,
    FunctionArn: plan.arn,
    Role: role.arn,
    CodeSize: plan.codeBytes,
    Description: descriptionOf(plan),
    Timeout: plan.timeoutSeconds,
    MemorySize: plan.memoryMb,
    LastModified: lambdaTime(plan.lastModified),
    CodeSha256: sha256(plan.key, `code ${plan.lastModified}`),
    ConfigSha256: sha256(plan.key, `configuration ${plan.lastModified}`),
    ...(chance(plan.key, "own key", 0.06) ? { KMSKeyArn: keyArn(plan) } : {}),
    Version: "$LATEST",
    VpcConfig: vpcConfigOf(plan),
    ...(deadLetterArn === null ? {} : { DeadLetterConfig: { TargetArn: deadLetterArn } }),
    ...(environment === undefined ? {} : { Environment: environment }),
    TracingConfig: { Mode: plan.setting === "active-tracing" ? "Active" : "PassThrough" },
    RevisionId: revisionId(plan, "function"),
    ...(layers.length === 0 ? {} : { Layers: layers }),
    Architectures: [plan.architecture],
    EphemeralStorage: { Size: plan.setting === "large-disk" ? 4096 : 512 },
    SnapStart: { ApplyOn: plan.snapStart ? "PublishedVersions" : "None", OptimizationStatus: "Off" },
    LoggingConfig: loggingConfigOf(plan),
    ...packageOf(plan),
    ...stateOf(plan),
    ...newerFeatures(plan),
  };
}
