/** What a change is about, as people ask for it. `configuration` is everything that has no class of its own. */
export const changeClasses = [
  "code",
  "runtime",
  "memory",
  "timeout",
  "environment",
  "permissions",
  "network",
  "concurrency",
  "triggers",
  "layers",
  "storage",
  "logging",
  "configuration",
] as const;
export type ChangeClass = (typeof changeClasses)[number];

const classes: ReadonlyMap<string, ChangeClass> = new Map([
  ["CodeSha256", "code"],
  ["CodeSize", "code"],
  ["ResolvedImageUri", "code"],
  ["ImageUri", "code"],
  ["PackageType", "code"],
  ["Handler", "code"],
  ["ImageConfigResponse", "code"],
  ["Runtime", "runtime"],
  ["RuntimeVersionConfig", "runtime"],
  ["Architectures", "runtime"],
  ["SnapStart", "runtime"],
  ["MemorySize", "memory"],
  ["Timeout", "timeout"],
  ["Environment", "environment"],
  ["KMSKeyArn", "environment"],
  ["Role", "permissions"],
  ["Policy", "permissions"],
  ["Policies", "permissions"],
  ["Statement", "permissions"],
  ["VpcConfig", "network"],
  ["ReservedConcurrency", "concurrency"],
  ["ProvisionedConcurrency", "concurrency"],
  ["CapacityProviderConfig", "concurrency"],
  ["Code", "code"],
  ["SigningProfileVersionArn", "code"],
  ["SigningJobArn", "code"],
  ["DeadLetterConfig", "triggers"],
  ["EventInvokeConfigs", "triggers"],
  ["Urls", "triggers"],
  ["Layers", "layers"],
  ["EphemeralStorage", "storage"],
  ["FileSystemConfigs", "storage"],
  ["LoggingConfig", "logging"],
  ["TracingConfig", "logging"],
]);

/** The class of a changed field, by its topmost name. */
export function classOfField(path: readonly string[]): ChangeClass {
  return classes.get(path[0] ?? "") ?? "configuration";
}
