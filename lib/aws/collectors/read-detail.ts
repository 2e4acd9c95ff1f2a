import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { ObservedFunctionDetail, ObservedVersion } from "#lib/domain/fleet/observed.ts";
import type { CollectContext } from "./collector.ts";
import { readAliases } from "./detail/aliases.ts";
import { readAsyncConfigs } from "./detail/async-configs.ts";
import { type FunctionAnswer, getFunction } from "./detail/get-function.ts";
import { readPolicies } from "./detail/policies.ts";
import { readProvisionedConcurrency } from "./detail/provisioned-concurrency.ts";
import { readRecursion } from "./detail/recursion.ts";
import type { RegionLists } from "./detail/region-lists.ts";
import { readRuntimeManagement } from "./detail/runtime-management.ts";
import { readScaling } from "./detail/scaling.ts";
import { readUrls } from "./detail/urls.ts";
import { factOf } from "./failed-fact.ts";

/** Reads one field of a function; an operation that the endpoint lacks is asked for once per task. */
export type ReadField = <T>(operation: string, read: () => Promise<T>) => Promise<Fact<T>>;

/** What the reading of one function goes by. */
export interface DetailReading {
  readonly readField: ReadField;
  readonly lists: RegionLists;
  /** Whether to ask how the function's runtime is updated. */
  readonly runtimeManagement: boolean;
}

/** All per-function calls for one function, side by side as far as they do not need each other. */
export async function readDetail(
  context: CollectContext,
  name: string,
  reading: DetailReading,
): Promise<ObservedFunctionDetail> {
  const { readField } = reading;
  const base = await readField("GetFunction", async () => await getFunction(context, name));
  if (base.state === "known" && base.value === null) return deletedFunction(name);
  const [
    [aliases, policies],
    { versions, provisionedConcurrency, scaling },
    urls,
    asyncConfigs,
    recursiveLoop,
    codeSigningConfigArn,
    runtimeManagement,
  ] = await Promise.all([
    readAliasesAndPolicies(context, name, readField),
    readOfVersions(context, name, base, reading),
    readField("ListFunctionUrlConfigs", async () => await readUrls(context, name)),
    readField("ListFunctionEventInvokeConfigs", async () => await readAsyncConfigs(context, name)),
    readField("GetFunctionRecursionConfig", async () => await readRecursion(context, name)),
    readSigning(name, base, reading),
    readRuntimeUpdates(context, name, base, reading),
  ]);
  return {
    name,
    deleted: false,
    state: mapFact(base, (answer) => answer.state),
    answer: mapFact(base, (answer) => answer.answer),
    tags: base.state === "known" && base.value !== null ? base.value.tags : unread(base),
    reservedConcurrency: mapFact(base, (answer) => answer.reservedConcurrency),
    policies,
    urls,
    asyncConfigs,
    aliases,
    versions,
    provisionedConcurrency,
    recursiveLoop,
    codeSigningConfigArn,
    runtimeManagement,
    scaling,
  };
}

async function readAliasesAndPolicies(context: CollectContext, name: string, readField: ReadField) {
  const aliases = await readField("ListAliases", async () => await readAliases(context, name));
  const qualifiers = aliases.state === "known" ? aliases.value.map((alias) => alias.name) : [];
  // While the aliases are not known this is the function's own policy alone; the fact of the aliases says so.
  const policies = await readField("GetPolicy", async () => await readPolicies(context, name, qualifiers));
  return [aliases, policies] as const;
}

/** Published versions and what only these have. */
async function readOfVersions(
  context: CollectContext,
  name: string,
  base: Fact<FunctionAnswer | null>,
  { readField, lists }: DetailReading,
) {
  const versions = await readField("ListVersionsByFunction", async () => await lists.versionsOf(name));
  const [provisionedConcurrency, scaling] = await Promise.all([
    // Provisioned concurrency belongs to published versions: without one there is none, and nothing to ask.
    versions.state === "known" && versions.value.length === 0
      ? { ...versions, value: [] }
      : readField("ListProvisionedConcurrencyConfigs", async () => await readProvisionedConcurrency(context, name)),
    readEnvironments(context, name, base, versions, readField),
  ]);
  return { versions, provisionedConcurrency, scaling };
}

async function readEnvironments(
  context: CollectContext,
  name: string,
  base: Fact<FunctionAnswer | null>,
  versions: Fact<readonly ObservedVersion[]>,
  readField: ReadField,
) {
  if (base.state !== "known") return unread(base);
  if (base.value?.managedInstances !== true) {
    return { state: "notApplicable", reason: "Only functions on Managed Instances keep environments." } as const;
  }
  const published = versions.state === "known" ? versions.value.map(({ version }) => version) : [];
  const qualifiers = ["$LATEST.PUBLISHED", ...published];
  return await readField("GetFunctionScalingConfig", async () => await readScaling(context, name, qualifiers));
}

async function readSigning(
  name: string,
  base: Fact<FunctionAnswer | null>,
  { readField, lists }: DetailReading,
): Promise<Fact<string | null>> {
  if (base.state === "known" && base.value?.packageType === "Image") {
    return { state: "notApplicable", reason: "Lambda's code signing is for zip packages; this function is an image." };
  }
  return await readField("GetFunctionCodeSigningConfig", async () => await lists.codeSigningOf(name));
}

/** Asked for from a function's second reading on: see planDetail. */
async function readRuntimeUpdates(
  context: CollectContext,
  name: string,
  base: Fact<FunctionAnswer | null>,
  { readField, runtimeManagement }: DetailReading,
) {
  if (base.state === "known" && base.value?.packageType === "Image") {
    return { state: "notApplicable", reason: "A container image brings its own runtime." } as const;
  }
  if (!runtimeManagement) return { state: "notYetRead" } as const;
  return await readField("GetRuntimeManagementConfig", async () => await readRuntimeManagement(context, name));
}

function deletedFunction(name: string): ObservedFunctionDetail {
  const fact = { state: "notYetRead" } as const;
  return {
    name,
    deleted: true,
    state: fact,
    tags: fact,
    reservedConcurrency: fact,
    policies: fact,
    urls: fact,
    asyncConfigs: fact,
    aliases: fact,
    versions: fact,
    provisionedConcurrency: fact,
    recursiveLoop: fact,
    codeSigningConfigArn: fact,
    answer: fact,
    runtimeManagement: fact,
    scaling: fact,
  };
}

function mapFact<T>(fact: Fact<FunctionAnswer | null>, read: (answer: FunctionAnswer) => T): Fact<T> {
  if (fact.state === "known" && fact.value !== null) return { ...fact, value: read(fact.value) };
  return unread(fact);
}

function unread(fact: Fact<unknown>): Exclude<Fact<never>, { readonly state: "known" }> {
  return fact.state === "known" ? { state: "notYetRead" } : fact;
}

/** Reads fields of many functions; remembers which operations the endpoint does not know. */
export function createFieldReader(context: CollectContext): ReadField {
  const unsupported = new Map<string, Exclude<Fact<never>, { readonly state: "known" }>>();
  return async (operation, read) => {
    const known = unsupported.get(operation);
    if (known !== undefined) return known;
    return await factOf(context.now, async () => {
      try {
        return await read();
      } catch (error) {
        if (error instanceof AwsFailureError && error.failure.kind === "unsupported") {
          unsupported.set(operation, { state: "failed", reason: error.failure.reason, since: context.now() });
        }
        throw error;
      }
    });
  };
}
