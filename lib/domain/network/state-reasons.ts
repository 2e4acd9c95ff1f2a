/** What a reason code of Lambda means, and what to do. */
export interface StateReasonText {
  readonly meaning: string;
  readonly remedy: string;
}

const mendKey = "Let the role use the key again: look at the key's policy and state in AWS KMS.";
const newImage = "Push an image that Lambda can read, and update the function's code.";
const ask = "Update the function again; if it stays, open a case with AWS and name the code.";
const files = "Look at the file system's mount targets, its security groups and the access point.";
const code = "Read the function's log of the last start, mend the code, and update it.";

/**
 * StateReasonCode and LastUpdateStatusReasonCode of Lambda's API (model of 2026-08), in words. The state of a function in
 * a VPC: facts of AWS's developer guide, "VPC networking" and "Function states".
 */
const texts: Readonly<Record<string, StateReasonText>> = {
  Idle: {
    meaning: "It was not invoked for about two weeks, so Lambda took its network interface back.",
    remedy:
      "The next invocation fails and starts it again, for some minutes. Invoke it by a schedule if it has to answer at once, or delete it if nobody needs it.",
  },
  Creating: {
    meaning: "Lambda is still making it: in a VPC it makes network interfaces first, which takes minutes.",
    remedy: "Wait some minutes. If it stays, look at the subnet's free addresses and the role's ec2 actions.",
  },
  Restoring: {
    meaning: "Lambda is making its network interface again after it was idle.",
    remedy: "Wait some minutes; invocations fail until it is active.",
  },
  EniLimitExceeded: {
    meaning: "The VPC has as many of Lambda's network interfaces as its quota allows (500 unless raised).",
    remedy:
      "Let functions share subnets and security groups: each combination takes an interface. Or have the quota “elastic network interfaces per VPC” raised.",
  },
  SubnetOutOfIPAddresses: {
    meaning: "A subnet of the function has no free address for another network interface.",
    remedy: "Add a larger subnet to the function, or free addresses in this one; then update the function again.",
  },
  InvalidSubnet: {
    meaning: "A subnet of the function is gone or not usable.",
    remedy: "Choose subnets of the VPC that exist, and update the function.",
  },
  InvalidSecurityGroup: {
    meaning: "A security group of the function is gone or belongs to another VPC.",
    remedy: "Choose security groups of the same VPC, and update the function.",
  },
  InsufficientRolePermissions: {
    meaning: "The role may not make network interfaces.",
    remedy:
      "Give the role what AWSLambdaVPCAccessExecutionRole allows: ec2:CreateNetworkInterface, DescribeNetworkInterfaces, DescribeSubnets, DeleteNetworkInterface, AssignPrivateIpAddresses, UnassignPrivateIpAddresses.",
  },
  EC2RequestLimitExceeded: {
    meaning: "EC2 refused to make a network interface: too many calls in this account and Region.",
    remedy: "Update the function again later, and functions in a VPC not all at once.",
  },
  DisallowedByVpcEncryptionControl: {
    meaning: "The VPC enforces encryption in transit, and Lambda's interfaces in it are not allowed as they stand.",
    remedy:
      "Add an exclusion for Lambda to the VPC's encryption control, or choose another VPC; then update the function.",
  },
  DrainingDurableExecutions: {
    meaning: "It is being deactivated and waits for durable executions that still run.",
    remedy: "Wait until they have ended, or stop them.",
  },
  EFSMountConnectivityError: { meaning: "It cannot reach its file system's mount target.", remedy: files },
  EFSMountFailure: { meaning: "Its file system cannot be mounted.", remedy: files },
  EFSMountTimeout: { meaning: "Mounting its file system took too long.", remedy: files },
  EFSIOError: { meaning: "Its file system does not answer reads or writes.", remedy: files },
  ImageDeleted: { meaning: "Its container image is gone from the registry.", remedy: newImage },
  ImageAccessDenied: {
    meaning: "Lambda may not read its container image.",
    remedy: "Let Lambda read the repository (its policy, or the role's), and update the function.",
  },
  InvalidImage: { meaning: "Its container image is not valid for Lambda.", remedy: newImage },
  InvalidRuntime: {
    meaning: "Its runtime is not one that Lambda offers.",
    remedy: "Choose a runtime that is supported.",
  },
  InvalidZipFileException: {
    meaning: "Its archive cannot be unpacked.",
    remedy: "Upload the code again as a valid ZIP file.",
  },
  InvalidConfiguration: {
    meaning: "Its configuration is not valid.",
    remedy: "Compare it with the last one that worked under History, and update it.",
  },
  KMSKeyAccessDenied: { meaning: "Lambda may not use the key of its environment or code.", remedy: mendKey },
  KMSKeyNotFound: { meaning: "The key of its environment or code is gone.", remedy: mendKey },
  InvalidStateKMSKey: { meaning: "The key of its environment or code cannot be used in its state.", remedy: mendKey },
  DisabledKMSKey: { meaning: "The key of its environment or code is disabled.", remedy: mendKey },
  VcpuLimitExceeded: {
    meaning: "The account has no vCPUs left for the instances that it runs on.",
    remedy: "Have the EC2 vCPU quota raised, or let its capacity provider use fewer.",
  },
  CapacityProviderScalingLimitExceeded: {
    meaning: "Its capacity provider has grown to its limit.",
    remedy: "Raise the limit of the capacity provider, or move functions to another.",
  },
  InsufficientCapacity: {
    meaning: "AWS has no instances of the kind that it runs on at present.",
    remedy: "Allow more instance types or zones in its capacity provider.",
  },
  ServiceQuotaExceededException: {
    meaning: "A quota of the account was reached.",
    remedy: "Look under Service Quotas which one, and have it raised.",
  },
  DependencyError: { meaning: "Something that it depends on failed on AWS's side.", remedy: ask },
  InternalError: { meaning: "Lambda itself failed.", remedy: ask },
  FunctionError: { meaning: "Its code failed when it was started.", remedy: code },
  "FunctionError.InitTimeout": { meaning: "Its code took too long to start.", remedy: code },
  "FunctionError.InitResourceExhausted": { meaning: "Its code ran out of memory when it started.", remedy: code },
  "FunctionError.RuntimeInitError": { meaning: "Its runtime could not be started.", remedy: code },
  "FunctionError.ExtensionInitError": { meaning: "An extension could not be started.", remedy: code },
  "FunctionError.TooManyExtensions": {
    meaning: "It has too many extensions.",
    remedy: "Remove layers with extensions.",
  },
  "FunctionError.InvalidEntryPoint": { meaning: "Its image has no entry point that can be run.", remedy: newImage },
  "FunctionError.InvalidWorkingDirectory": {
    meaning: "The working directory of its image is not there.",
    remedy: newImage,
  },
  "FunctionError.PermissionDenied": { meaning: "Its image's entry point may not be run.", remedy: newImage },
};

/** What a reason code says; null for a code that is younger than this program. */
export function stateReasonText(reasonCode: string): StateReasonText | null {
  return Object.hasOwn(texts, reasonCode) ? (texts[reasonCode] ?? null) : null;
}

/** State and last update of a function as GetFunction tells them. */
export interface FunctionStanding {
  readonly state: string | null;
  readonly stateReason: string | null;
  readonly stateReasonCode: string | null;
  readonly lastUpdateStatus: string | null;
  readonly lastUpdateStatusReason: string | null;
  readonly lastUpdateStatusReasonCode: string | null;
}

/** One thing that is wrong with a function's state or its last update. */
export interface StateTrouble {
  readonly about: "state" | "update";
  /** Inactive, Pending, Failed, …; InProgress or Failed of an update. */
  readonly status: string;
  readonly reasonCode: string | null;
  readonly meaning: string;
  readonly remedy: string;
}

const unexplained = "AWS gives no reason.";
const unknownCode = "Look the code up in Lambda's API reference: it is younger than this version of Lamplight.";

/** What is not as it should be: a state other than Active, and a last update that has not succeeded. Empty: nothing. */
export function stateTroubles(standing: FunctionStanding): readonly StateTrouble[] {
  const { state, lastUpdateStatus } = standing;
  const ofState =
    state === null || state === "Active"
      ? []
      : [troubleOf("state", state, standing.stateReasonCode, standing.stateReason)];
  const ofUpdate =
    lastUpdateStatus === null || lastUpdateStatus === "Successful"
      ? []
      : [troubleOf("update", lastUpdateStatus, standing.lastUpdateStatusReasonCode, standing.lastUpdateStatusReason)];
  return [...ofState, ...ofUpdate];
}

function troubleOf(
  about: StateTrouble["about"],
  status: string,
  reasonCode: string | null,
  reason: string | null,
): StateTrouble {
  const text = reasonCode === null ? null : stateReasonText(reasonCode);
  const nothing =
    about === "update" && status === "InProgress" ? "Wait until it has ended." : "Update the function again.";
  return {
    ...{ about, status, reasonCode },
    meaning: text?.meaning ?? reason ?? unexplained,
    remedy: text?.remedy ?? (reasonCode === null ? nothing : unknownCode),
  };
}
