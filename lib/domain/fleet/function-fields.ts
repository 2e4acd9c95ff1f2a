/** One field of a function as AWS sends it, for people. */
export interface KnownField {
  /** Names from the top down, joined by dots; `[]` stands for each entry of a list. */
  readonly path: string;
  readonly label: string;
  readonly help: string;
  /** How a number is to be read. */
  readonly unit?: "bytes" | "megabytes" | "seconds" | "days";
}

export interface KnownGroup {
  readonly title: string;
  readonly fields: readonly KnownField[];
}

type Row = readonly [path: string, label: string, help: string, unit?: KnownField["unit"]];

function group(title: string, rows: readonly Row[]): KnownGroup {
  return {
    title,
    fields: rows.map(([path, label, help, unit]) => ({ path, label, help, ...(unit === undefined ? {} : { unit }) })),
  };
}

const provider = "CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig";

/**
 * Every field of a FunctionConfiguration and of GetFunction's answer that Lambda's API had on 2026-11-21 (88 operations,
 * client 3.1162). What is in none of these groups is younger, and is shown as AWS sent it.
 */
export const knownGroups: readonly KnownGroup[] = [
  group("Runtime", [
    ["Runtime", "Runtime", "The language runtime; container images bring their own."],
    ["RuntimeVersionConfig.RuntimeVersionArn", "Runtime version", "The exact build of the runtime that runs now."],
    ["RuntimeVersionConfig.Error.ErrorCode", "Runtime version error", "Why Lambda could not tell the version."],
    ["RuntimeVersionConfig.Error.Message", "Runtime version message", "Why Lambda could not tell the version."],
    ["Architectures", "Architecture", "The processor that the code runs on."],
    ["SnapStart.ApplyOn", "SnapStart", "Whether published versions start from a snapshot."],
    ["SnapStart.OptimizationStatus", "Snapshot taken", "Whether this version has its snapshot."],
  ]),
  group("Code", [
    ["PackageType", "Package", "A zip archive or a container image."],
    ["Handler", "Handler", "What of the code is called; container images have their own."],
    ["CodeSize", "Code size", "The size of the package as uploaded.", "bytes"],
    ["CodeSha256", "Code sha-256", "Changes when the code changes."],
    ["ImageConfigResponse.ImageConfig.EntryPoint", "Image entry point", "Replaces the image's own."],
    ["ImageConfigResponse.ImageConfig.Command", "Image command", "Replaces the image's own."],
    ["ImageConfigResponse.ImageConfig.WorkingDirectory", "Image directory", "Replaces the image's own."],
    ["ImageConfigResponse.Error.ErrorCode", "Image settings error", "Why Lambda could not read them."],
    ["ImageConfigResponse.Error.Message", "Image settings message", "Why Lambda could not read them."],
    ["Code.RepositoryType", "Kept in", "Where Lambda keeps the package: S3 or ECR."],
    ["Code.ImageUri", "Image", "The image as it was named at the last deployment."],
    ["Code.ResolvedImageUri", "Image by digest", "The very image that runs."],
    ["Code.ResolvedS3Object.S3Bucket", "Bucket", "Your own bucket, where the code stays in it."],
    ["Code.ResolvedS3Object.S3Key", "Object", "The object that holds the code."],
    ["Code.ResolvedS3Object.S3ObjectVersion", "Object version", "The version of that object."],
    ["Code.SourceKMSKeyArn", "Key of the package", "The key that encrypts the zip archive."],
    ["Code.Error.ErrorCode", "Code error", "Why Lambda could not reach the code."],
    ["Code.Error.Message", "Code message", "Why Lambda could not reach the code."],
    ["SigningProfileVersionArn", "Signing profile", "Who signed the code."],
    ["SigningJobArn", "Signing job", "The job that signed the code."],
    ["Layers[].Arn", "Layer", "Code that several functions share."],
    ["Layers[].CodeSize", "Layer size", "The size of the layer.", "bytes"],
    ["Layers[].SigningProfileVersionArn", "Layer's signing profile", "Who signed the layer."],
    ["Layers[].SigningJobArn", "Layer's signing job", "The job that signed the layer."],
  ]),
  group("Resources", [
    ["MemorySize", "Memory", "Processor power grows with it.", "megabytes"],
    ["Timeout", "Timeout", "An invocation is ended after this.", "seconds"],
    ["EphemeralStorage.Size", "/tmp", "Scratch space; 512 MB are free of charge.", "megabytes"],
    ["FileSystemConfigs[].Arn", "File system", "An EFS access point or S3 file system that is mounted."],
    ["FileSystemConfigs[].LocalMountPath", "Mounted at", "Where the function sees it."],
    [
      "FileSystemConfigs[].S3FilesConfig.DirectS3Read",
      "Direct S3 reads",
      "Whether reads go to S3 past the file system.",
    ],
  ]),
  group("How it runs", [
    ["DurableConfig.ExecutionTimeout", "Durable execution timeout", "A durable execution ends after this.", "seconds"],
    ["DurableConfig.RetentionPeriodInDays", "Durable history kept", "How long ended executions can be read.", "days"],
    ["DurableConfig.KMSKeyArn", "Key of durable state", "The key that encrypts the state of executions."],
    ["TenancyConfig.TenantIsolationMode", "Tenant isolation", "PER_TENANT: no two tenants share an environment."],
    [`${provider}.CapacityProviderArn`, "Capacity provider", "The instances of yours that it runs on."],
    [`${provider}.PerExecutionEnvironmentMaxConcurrency`, "Invocations per environment", "How many run side by side."],
    [`${provider}.ExecutionEnvironmentMemoryGiBPerVCpu`, "GiB per vCPU", "Which shape of instance it asks for."],
  ]),
  group("State", [
    ["State", "State", "Whether it can be invoked."],
    ["StateReason", "State reason", "Why it is in this state."],
    ["StateReasonCode", "State reason code", "Why it is in this state."],
    ["LastUpdateStatus", "Last update", "How the last change of the configuration came out."],
    ["LastUpdateStatusReason", "Last update reason", "Why it came out so."],
    ["LastUpdateStatusReasonCode", "Last update reason code", "Why it came out so."],
  ]),
  group("Network", [
    ["VpcConfig.VpcId", "VPC", "The network that it stands in."],
    ["VpcConfig.SubnetIds", "Subnets", "Where its network interfaces are."],
    ["VpcConfig.SecurityGroupIds", "Security groups", "What may talk to it and what it may talk to."],
    ["VpcConfig.Ipv6AllowedForDualStack", "IPv6", "Whether it may use IPv6 in dual-stack subnets."],
  ]),
  group("Access and encryption", [
    ["Role", "Execution role", "What it may do in AWS."],
    ["KMSKeyArn", "Key of the environment", "The key that encrypts variables and snapshots."],
    ["Environment.Error.ErrorCode", "Environment error", "Why Lambda could not decrypt the variables."],
    ["Environment.Error.Message", "Environment message", "Why Lambda could not decrypt the variables."],
    ["TagsError.ErrorCode", "Tags error", "Why Lambda did not tell the tags."],
    ["TagsError.Message", "Tags message", "Why Lambda did not tell the tags."],
  ]),
  group("Logs, traces and failures", [
    ["LoggingConfig.LogFormat", "Log format", "Text or JSON."],
    [
      "LoggingConfig.ApplicationLogLevel",
      "Application log level",
      "The least of the function's own lines that is kept.",
    ],
    ["LoggingConfig.SystemLogLevel", "System log level", "WARN hides the reports that starts are read from."],
    ["LoggingConfig.LogGroup", "Log group", "Where its lines go."],
    ["TracingConfig.Mode", "Tracing", "Active: X-Ray samples requests."],
    ["DeadLetterConfig.TargetArn", "Dead-letter target", "Where asynchronous events go that failed."],
  ]),
  group("Identity", [
    ["FunctionName", "Name", "Unique in its account and Region."],
    ["FunctionArn", "ARN", "Unique in all of AWS."],
    ["Description", "Description", "What its makers say of it."],
    ["Version", "Version", "$LATEST is the one that is edited."],
    ["MasterArn", "Master", "For copies at the edge: the function they are made from."],
    ["RevisionId", "Revision", "Changes with every update."],
    ["ConfigSha256", "Configuration sha-256", "Changes when the configuration changes."],
    ["LastModified", "Last modified", "When code or configuration last changed."],
  ]),
];

/** The topmost names of all known fields; the environment's variables included. */
export const knownNames: readonly string[] = [
  ...new Set(knownGroups.flatMap(({ fields }) => fields.map(({ path }) => path.split(/[.[]/)[0] ?? ""))),
];
