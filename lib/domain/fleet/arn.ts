/** The parts of an ARN. `region` and `accountId` are "" where the service has none; `resource` keeps its own colons. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** Reads `arn:partition:service:region:account:resource`; null for anything else. */
export function parseArn(text: string): Arn | null {
  const match = /^arn:([\w-]+):([\w-]+):([\w-]*):(\w*):(.+)$/s.exec(text);
  if (match === null) return null;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = match;
  return { partition, service, region, accountId, resource };
}

export function buildArn({ partition, service, region, accountId, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** The partition that a Region belongs to: `aws`, `aws-cn`, `aws-us-gov`, or those of the isolated Regions. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  if (region.startsWith("us-isof-")) return "aws-iso-f";
  if (region.startsWith("eu-isoe-")) return "aws-iso-e";
  if (region.startsWith("us-iso-")) return "aws-iso";
  return region.startsWith("eusc-") ? "aws-eusc" : "aws";
}

/** A function's place in the fleet. */
export interface FunctionId {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** Version or alias; null for the unqualified function. */
  readonly qualifier: string | null;
}

/** Account, Region, name and qualifier of a function ARN; null for an ARN of something else. */
export function functionIdOf(functionArn: string): FunctionId | null {
  const arn = parseArn(functionArn);
  const match = arn?.service === "lambda" ? /^function:([\w-]+)(?::([\w$.-]+))?$/.exec(arn.resource) : null;
  if (!arn || !match) return null;
  return { accountId: arn.accountId, region: arn.region, name: match[1] ?? "", qualifier: match[2] ?? null };
}

/** The ARN of a function, with `:qualifier` for a version or alias. */
export function functionArnOf({ accountId, region, name, qualifier }: FunctionId): string {
  const resource = qualifier === null ? `function:${name}` : `function:${name}:${qualifier}`;
  return buildArn({ partition: partitionOf(region), service: "lambda", region, accountId, resource });
}
