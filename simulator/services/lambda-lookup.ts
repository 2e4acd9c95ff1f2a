import type { FleetFunction } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import type { ServiceCall } from "./service.ts";

/** A function and the version or alias that the caller means; null qualifier is the unqualified function. */
export interface FunctionReference {
  readonly fn: FleetFunction;
  readonly qualifier: string | null;
}

const reference = /^(?:arn:aws:lambda:([a-z0-9-]+):)?(?:(\d{12}):function:|function:)?([\w.-]+)(?::([\w$.-]+))?$/;

/** Finds a function by name, partial ARN or ARN, with or without a qualifier in it, as every Lambda operation does. */
export function findFunction(
  call: ServiceCall,
  name: string | undefined,
  qualifier?: string | undefined,
): FunctionReference {
  const [, region, accountId, bare, suffix] = reference.exec(name ?? "") ?? [];
  if (bare === undefined) {
    throw new AwsError("InvalidParameterValueException", `1 validation error detected: Value '${name}' is not valid.`, {
      members: { Type: "User" },
    });
  }
  const elsewhere =
    (region !== undefined && region !== call.region) || (accountId !== undefined && accountId !== call.accountId);
  const fn = elsewhere ? null : call.cell.findFunction(bare);
  const wanted = qualifier ?? suffix ?? null;
  if (fn === null || (wanted !== null && !hasQualifier(fn, wanted))) {
    const arn = `arn:aws:lambda:${region ?? call.region}:${accountId ?? call.accountId}:function:${bare}`;
    throw notFound(`Function not found: ${wanted === null ? arn : `${arn}:${wanted}`}`);
  }
  return { fn, qualifier: wanted };
}

export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, { members: { Type: "User" } });
}

function hasQualifier(fn: FleetFunction, qualifier: string): boolean {
  return (
    qualifier === "$LATEST" ||
    fn.aliases().some((alias) => alias.Name === qualifier) ||
    fn.versions().some((version) => version.Version === qualifier)
  );
}
