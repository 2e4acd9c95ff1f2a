import { numberOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { ObservedFunctionDetail, ObservedFunctionState } from "#lib/domain/fleet/observed.ts";
import { type CollectContext, callOf } from "./collector.ts";
import { readAliases } from "./detail/aliases.ts";
import { readAsyncConfigs } from "./detail/async-configs.ts";
import { readCodeSigning } from "./detail/code-signing.ts";
import { readPolicies } from "./detail/policies.ts";
import { readProvisionedConcurrency } from "./detail/provisioned-concurrency.ts";
import { readRecursion } from "./detail/recursion.ts";
import { readUrls } from "./detail/urls.ts";
import { readVersions } from "./detail/versions.ts";
import { factOf } from "./failed-fact.ts";

/** Reads one field of a function; an operation that the endpoint lacks is asked for once per task. */
export type ReadField = <T>(operation: string, read: () => Promise<T>) => Promise<Fact<T>>;

/** What GetFunction says beyond the list. */
interface FunctionAnswer {
  readonly state: ObservedFunctionState;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly reservedConcurrency: number | null;
  readonly packageType: string | null;
}

/** All per-function calls for one function, side by side as far as they do not need each other. */
export async function readDetail(
  context: CollectContext,
  name: string,
  readField: ReadField,
): Promise<ObservedFunctionDetail> {
  const base = await readField("GetFunction", async () => await getFunction(context, name));
  if (base.state === "known" && base.value === null) return deletedFunction(name);
  const [
    [aliases, policies],
    [versions, provisionedConcurrency],
    urls,
    asyncConfigs,
    recursiveLoop,
    codeSigningConfigArn,
  ] = await Promise.all([
    readAliasesAndPolicies(context, name, readField),
    readVersionsAndProvisioned(context, name, readField),
    readField("ListFunctionUrlConfigs", async () => await readUrls(context, name)),
    readField("ListFunctionEventInvokeConfigs", async () => await readAsyncConfigs(context, name)),
    readField("GetFunctionRecursionConfig", async () => await readRecursion(context, name)),
    readSigning(context, name, base, readField),
  ]);
  return {
    name,
    deleted: false,
    state: mapFact(base, (answer) => answer.state),
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
  };
}

async function readAliasesAndPolicies(context: CollectContext, name: string, readField: ReadField) {
  const aliases = await readField("ListAliases", async () => await readAliases(context, name));
  const qualifiers = aliases.state === "known" ? aliases.value.map((alias) => alias.name) : [];
  // While the aliases are not known this is the function's own policy alone; the fact of the aliases says so.
  const policies = await readField("GetPolicy", async () => await readPolicies(context, name, qualifiers));
  return [aliases, policies] as const;
}

async function readVersionsAndProvisioned(context: CollectContext, name: string, readField: ReadField) {
  const versions = await readField("ListVersionsByFunction", async () => await readVersions(context, name));
  // Provisioned concurrency belongs to published versions: without one there is none, and nothing to ask.
  if (versions.state === "known" && versions.value.length === 0) return [versions, { ...versions, value: [] }] as const;
  const provisioned = await readField(
    "ListProvisionedConcurrencyConfigs",
    async () => await readProvisionedConcurrency(context, name),
  );
  return [versions, provisioned] as const;
}

async function readSigning(
  context: CollectContext,
  name: string,
  base: Fact<FunctionAnswer | null>,
  readField: ReadField,
): Promise<Fact<string | null>> {
  if (base.state === "known" && base.value?.packageType === "Image") {
    return { state: "notApplicable", reason: "Lambda's code signing is for zip packages; this function is an image." };
  }
  return await readField("GetFunctionCodeSigningConfig", async () => await readCodeSigning(context, name));
}

/** Null when the function is gone. */
async function getFunction(context: CollectContext, FunctionName: string): Promise<FunctionAnswer | null> {
  try {
    const answer = await context.call("lambda", "GetFunction", (lambda, options) =>
      lambda.getFunction({ FunctionName }, options),
    );
    const read = readAnswerOf(callOf(context, "lambda", "GetFunction"));
    const configuration = read.record(answer.Configuration, "Configuration");
    return {
      state: stateOf(configuration, textOrNull(recordOrNull(answer.Code)?.ResolvedImageUri)),
      tags: tagsOf(context, answer),
      reservedConcurrency: numberOrNull(answer.Concurrency?.ReservedConcurrentExecutions),
      packageType: textOrNull(configuration.PackageType),
    };
  } catch (error) {
    if (error instanceof AwsFailureError && error.failure.kind === "notFound") return null;
    throw error;
  }
}

function stateOf(configuration: Readonly<Record<string, unknown>>, resolvedImageUri: string | null) {
  return {
    state: textOrNull(configuration.State) ?? "Unknown",
    stateReason: textOrNull(configuration.StateReason),
    stateReasonCode: textOrNull(configuration.StateReasonCode),
    lastUpdateStatus: textOrNull(configuration.LastUpdateStatus),
    lastUpdateStatusReason: textOrNull(configuration.LastUpdateStatusReason),
    lastUpdateStatusReasonCode: textOrNull(configuration.LastUpdateStatusReasonCode),
    runtimeVersionArn: textOrNull(recordOrNull(configuration.RuntimeVersionConfig)?.RuntimeVersionArn),
    resolvedImageUri,
  };
}

/** Without lambda:ListTags GetFunction still answers, with TagsError in place of the tags. */
function tagsOf(
  context: CollectContext,
  answer: { readonly Tags?: unknown; readonly TagsError?: unknown },
): Fact<Readonly<Record<string, string>>> {
  if (recordOrNull(answer.TagsError) !== null) {
    return { state: "denied", reason: `lambda:ListTags is denied in ${context.region}.`, since: context.now() };
  }
  const entries = Object.entries(recordOrNull(answer.Tags) ?? {});
  const value = Object.fromEntries(entries.map(([key, text]) => [key, textOrNull(text) ?? ""]));
  return { state: "known", value, observedAt: context.now() };
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
