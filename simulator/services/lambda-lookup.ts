import type { Fleet, FleetFunction } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { forgetOldest } from "./bounded-map.ts";
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
  const fn = elsewhere ? null : recentFunction(call, bare);
  const wanted = qualifier ?? suffix ?? null;
  if (fn === null || (wanted !== null && !hasQualifier(fn, wanted))) {
    const arn = `arn:aws:lambda:${region ?? call.region}:${accountId ?? call.accountId}:function:${bare}`;
    throw notFound(`Function not found: ${wanted === null ? arn : `${arn}:${wanted}`}`);
  }
  return { fn, qualifier: wanted };
}

/** Some 10 MB. */
const KEPT_FUNCTIONS = 2_000;
const recent = new WeakMap<Fleet, Map<string, FleetFunction>>();

/** Who asks one thing about a function asks for the others next: to draw it anew is the larger part of a small answer. */
function recentFunction(call: ServiceCall, name: string): FleetFunction | null {
  const key = `${call.accountId}/${call.region}/${name}`;
  const kept = recent.get(call.fleet) ?? new Map<string, FleetFunction>();
  const fn = kept.get(key) ?? call.cell.findFunction(name);
  if (fn !== null && !kept.has(key)) {
    kept.set(key, fn);
    forgetOldest(kept, KEPT_FUNCTIONS);
    recent.set(call.fleet, kept);
  }
  return fn;
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
