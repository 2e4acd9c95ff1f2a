import type {
  FunctionConfiguration,
  GetFunctionCodeSigningConfigResponse,
  GetFunctionConcurrencyResponse,
  GetFunctionConfigurationRequest,
  GetFunctionRecursionConfigResponse,
  GetFunctionRequest,
  GetFunctionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  GetRuntimeManagementConfigResponse,
  ListAliasesRequest,
  ListAliasesResponse,
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
  ListFunctionUrlConfigsRequest,
  ListFunctionUrlConfigsResponse,
  ListProvisionedConcurrencyConfigsRequest,
  ListProvisionedConcurrencyConfigsResponse,
  ListTagsRequest,
  ListTagsResponse,
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
} from "@aws-sdk/client-lambda";
import { toListed } from "./lambda-lists.ts";
import { type FunctionReference, findFunction, notFound } from "./lambda-lookup.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceOperations } from "./service.ts";

const PAGE = 50;
const invalidToken = "InvalidParameterValueException";

interface Named {
  FunctionName: string | undefined;
}

const getFunction: Operation<GetFunctionRequest, GetFunctionResponse> = (input, call) => {
  const reference = findFunction(call, input.FunctionName, input.Qualifier);
  const { fn } = reference;
  return {
    Configuration: configurationOf(reference),
    Code: fn.code(),
    ...(Object.keys(fn.tags).length > 0 ? { Tags: { ...fn.tags } } : {}),
    ...(fn.reservedConcurrency === null
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } }),
  };
};

const getFunctionConfiguration: Operation<GetFunctionConfigurationRequest, FunctionConfiguration> = (input, call) =>
  configurationOf(findFunction(call, input.FunctionName, input.Qualifier));

const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (input, call) => {
  const { fn, qualifier } = findFunction(call, input.FunctionName, input.Qualifier);
  const policy = fn.policy(qualifier);
  if (policy === null) {
    throw notFound("No policy is associated with the given resource.");
  }
  return policy;
};

const listAliases: Operation<ListAliasesRequest, ListAliasesResponse> = (input, call) => {
  const aliases = findFunction(call, input.FunctionName).fn.aliases();
  const wanted =
    input.FunctionVersion === undefined
      ? aliases
      : aliases.filter((alias) => alias.FunctionVersion === input.FunctionVersion);
  const { items, next } = pageOf(call, wanted, pageRequest(input));
  return { Aliases: items, NextMarker: next };
};

const listVersionsByFunction: Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> = (
  input,
  call,
) => {
  const { fn } = findFunction(call, input.FunctionName);
  const latest = fn.configuration();
  const all = [{ ...latest, FunctionArn: `${latest.FunctionArn}:$LATEST` }, ...fn.versions()];
  const { items, next } = pageOf(call, all, pageRequest(input));
  return { Versions: items.map(toListed), NextMarker: next };
};

const listFunctionUrlConfigs: Operation<ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse> = (
  input,
  call,
) => {
  const { items, next } = pageOf(call, findFunction(call, input.FunctionName).fn.urls(), pageRequest(input));
  return { FunctionUrlConfigs: items, NextMarker: next };
};

const listFunctionEventInvokeConfigs: Operation<
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse
> = (input, call) => {
  const configs = findFunction(call, input.FunctionName).fn.eventInvokeConfigs();
  const { items, next } = pageOf(call, configs, pageRequest(input));
  return { FunctionEventInvokeConfigs: items, NextMarker: next };
};

const listProvisionedConcurrencyConfigs: Operation<
  ListProvisionedConcurrencyConfigsRequest,
  ListProvisionedConcurrencyConfigsResponse
> = (input, call) => {
  const configs = findFunction(call, input.FunctionName).fn.provisionedConcurrency();
  const { items, next } = pageOf(call, configs, pageRequest(input));
  return { ProvisionedConcurrencyConfigs: items, NextMarker: next };
};

const getFunctionConcurrency: Operation<Named, GetFunctionConcurrencyResponse> = (input, call) => {
  const { reservedConcurrency } = findFunction(call, input.FunctionName).fn;
  return reservedConcurrency === null ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
};

const getFunctionRecursionConfig: Operation<Named, GetFunctionRecursionConfigResponse> = (input, call) => ({
  RecursiveLoop: findFunction(call, input.FunctionName).fn.recursiveLoop,
});

const getFunctionCodeSigningConfig: Operation<Named, GetFunctionCodeSigningConfigResponse> = (input, call) => {
  const { fn } = findFunction(call, input.FunctionName);
  return {
    FunctionName: fn.name,
    CodeSigningConfigArn: fn.codeSigningConfigArn ?? undefined,
  };
};

const getRuntimeManagementConfig: Operation<Named & { Qualifier?: string }, GetRuntimeManagementConfigResponse> = (
  input,
  call,
) => {
  const { fn, qualifier } = findFunction(call, input.FunctionName, input.Qualifier);
  return { UpdateRuntimeOn: fn.updateRuntimeOn, FunctionArn: `${fn.arn}:${qualifier ?? "$LATEST"}` };
};

const listTags: Operation<ListTagsRequest, ListTagsResponse> = (input, call) => ({
  Tags: { ...findFunction(call, input.Resource).fn.tags },
});

function configurationOf({ fn, qualifier }: FunctionReference): FunctionConfiguration {
  const version = fn.aliases().find((alias) => alias.Name === qualifier)?.FunctionVersion ?? qualifier;
  if (version === null || version === "$LATEST") {
    return fn.configuration();
  }
  return fn.versions().find((published) => published.Version === version) ?? fn.configuration();
}

function pageRequest(input: { Marker?: string | undefined; MaxItems?: number | undefined }) {
  return { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
}

export const lambdaFunctions = {
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  GetPolicy: getPolicy,
  ListAliases: listAliases,
  ListVersionsByFunction: listVersionsByFunction,
  ListFunctionUrlConfigs: listFunctionUrlConfigs,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
  GetFunctionConcurrency: getFunctionConcurrency,
  GetFunctionRecursionConfig: getFunctionRecursionConfig,
  GetFunctionCodeSigningConfig: getFunctionCodeSigningConfig,
  GetRuntimeManagementConfig: getRuntimeManagementConfig,
  ListTags: listTags,
} satisfies ServiceOperations;
