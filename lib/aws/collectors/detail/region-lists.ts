import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { functionIdOf } from "#lib/domain/fleet/arn.ts";
import type { ObservedVersion } from "#lib/domain/fleet/observed.ts";
import { readCodeSigning } from "./code-signing.ts";
import { listedPages, listPages } from "./list-pages.ts";
import { isPublished, parseVersion, readVersions } from "./versions.ts";

/** What lists of the whole account-Region say of its functions in fewer calls than one for each function. */
export interface RegionLists {
  versionsOf(name: string): Promise<readonly ObservedVersion[]>;
  codeSigningOf(name: string): Promise<string | null>;
}

export interface RegionListOptions {
  /** The functions that are asked about. */
  readonly names: readonly string[];
  /** Whether a list of all versions of the Region takes fewer calls than asking function by function. */
  readonly listVersions: boolean;
}

type ByFunction<T> = ReadonlyMap<string, T>;

/**
 * Lists are read when first asked for, once for all functions. A list that turns out to take more calls than asking for
 * each function, or that cannot be read (its own permission, an endpoint without it), is given up for the calls per
 * function, so the answers are the same either way.
 */
export function createRegionLists(context: CollectContext, { names, listVersions }: RegionListOptions): RegionLists {
  const versions = once(async () => (listVersions ? await listAllVersions(context, names) : null));
  const signing = once(async () => (names.length > 1 ? await listSigned(context, names.length) : null));
  return {
    async versionsOf(name) {
      return (await orNull(versions))?.get(name) ?? (await readVersions(context, name));
    },
    async codeSigningOf(name) {
      const signed = await orNull(signing);
      return signed === null ? await readCodeSigning(context, name) : (signed.get(name) ?? null);
    },
  };
}

/** Published versions by function, from ListFunctions with all versions; null where that would take too many pages. */
async function listAllVersions(
  context: CollectContext,
  names: readonly string[],
): Promise<ByFunction<readonly ObservedVersion[]> | null> {
  const wanted = new Map<string, ObservedVersion[]>();
  const asked = new Set(names);
  const read = readAnswerOf(callOf(context, "lambda", "ListFunctions"));
  let pages = 0;
  const list = listedPages(context, {
    operation: "ListFunctions",
    member: "Functions",
    send: (lambda, Marker, options) => lambda.listFunctions({ FunctionVersion: "ALL", Marker, MaxItems: 50 }, options),
  });
  for await (const page of list) {
    pages += 1;
    if (pages > names.length) return null;
    for (const item of page) {
      const entry = read.record(item, "Function");
      const name = read.text(entry.FunctionName, "FunctionName");
      if (!asked.has(name)) continue;
      const found = wanted.get(name) ?? [];
      wanted.set(name, found);
      if (isPublished(entry)) found.push(parseVersion(entry, context.fingerprint));
    }
  }
  return wanted;
}

/** The code signing configuration of each function that has one, by configuration; null where there are too many. */
async function listSigned(context: CollectContext, functions: number): Promise<ByFunction<string> | null> {
  const configs = await listPages(context, {
    operation: "ListCodeSigningConfigs",
    member: "CodeSigningConfigs",
    send: (lambda, Marker, options) => lambda.listCodeSigningConfigs({ Marker, MaxItems: 50 }, options),
  });
  if (configs.length >= functions) return null;
  const arns = configs
    .map(({ CodeSigningConfigArn }) => textOrNull(CodeSigningConfigArn))
    .filter((arn) => arn !== null);
  const bound = await Promise.all(arns.map(async (arn) => await functionsSignedBy(context, arn)));
  return new Map(bound.flat());
}

async function functionsSignedBy(context: CollectContext, CodeSigningConfigArn: string) {
  const bound: (readonly [name: string, configArn: string])[] = [];
  const list = listedPages(context, {
    operation: "ListFunctionsByCodeSigningConfig",
    member: "FunctionArns",
    send: (lambda, Marker, options) =>
      lambda.listFunctionsByCodeSigningConfig({ CodeSigningConfigArn, Marker, MaxItems: 1_000 }, options),
  });
  for await (const page of list) {
    for (const arn of page) {
      const id = functionIdOf(textOrNull(arn) ?? "");
      if (id !== null) bound.push([id.name, CodeSigningConfigArn]);
    }
  }
  return bound;
}

/** Runs work when it is first asked for, and never again. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= work();
    return result;
  };
}

async function orNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsFailureError) return null;
    throw error;
  }
}
