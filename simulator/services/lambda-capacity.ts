import type {
  GetFunctionScalingConfigRequest,
  GetFunctionScalingConfigResponse,
  ListCapacityProvidersRequest,
  ListCapacityProvidersResponse,
  ListFunctionVersionsByCapacityProviderRequest,
  ListFunctionVersionsByCapacityProviderResponse,
} from "@aws-sdk/client-lambda";
import { findFunction, notFound } from "./lambda-lookup.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 50;
const invalidToken = "InvalidParameterValueException";
/** What of a function on a capacity provider scales, beside its versions. */
const publishedLatest = "$LATEST.PUBLISHED";

const listCapacityProviders: Operation<ListCapacityProvidersRequest, ListCapacityProvidersResponse> = (input, call) => {
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, call.cell.capacityProviders(), request);
  return { CapacityProviders: items, NextMarker: next };
};

const listFunctionVersionsByCapacityProvider: Operation<
  ListFunctionVersionsByCapacityProviderRequest,
  ListFunctionVersionsByCapacityProviderResponse
> = (input, call) => {
  const arn = call.cell
    .capacityProviders()
    .map(({ CapacityProviderArn }) => CapacityProviderArn)
    .find((one) => one?.endsWith(`:${input.CapacityProviderName}`));
  if (arn === undefined) throw notFound(`Capacity provider not found: ${input.CapacityProviderName}`);
  const versions = call.lists.get(call, `on ${arn}`, () => versionsOn(call, arn));
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, versions, request);
  return { CapacityProviderArn: arn, FunctionVersions: items, NextMarker: next };
};

function versionsOn({ cell }: ServiceCall, arn: string) {
  return Array.from({ length: cell.functionCount }, (_, index) => cell.functionAt(index))
    .filter((fn) => providerOf(fn.configuration()) === arn)
    .flatMap((fn) =>
      [publishedLatest, ...fn.versions().map(({ Version = "" }) => Version)].map((one) => `${fn.arn}:${one}`),
    )
    .map((FunctionArn) => ({ FunctionArn, State: "Active" as const }));
}

function providerOf({ CapacityProviderConfig: config }: { CapacityProviderConfig?: ProviderConfig | undefined }) {
  return config?.LambdaManagedInstancesCapacityProviderConfig?.CapacityProviderArn;
}

interface ProviderConfig {
  LambdaManagedInstancesCapacityProviderConfig?: { CapacityProviderArn?: string | undefined } | undefined;
}

const getFunctionScalingConfig: Operation<GetFunctionScalingConfigRequest, GetFunctionScalingConfigResponse> = (
  input,
  call,
) => {
  const latest = input.Qualifier === publishedLatest;
  const { fn, qualifier } = findFunction(call, input.FunctionName, latest ? undefined : input.Qualifier);
  if (providerOf(fn.configuration()) === undefined) {
    throw notFound(`The function is not on a capacity provider: ${fn.arn}`);
  }
  const config = { MinExecutionEnvironments: latest ? 1 : 3, MaxExecutionEnvironments: 50 };
  return {
    FunctionArn: `${fn.arn}:${latest ? publishedLatest : qualifier}`,
    AppliedFunctionScalingConfig: config,
    RequestedFunctionScalingConfig: latest ? { ...config, MaxExecutionEnvironments: 80 } : config,
  };
};

/** Lambda Managed Instances. */
export const lambdaCapacity = {
  ListCapacityProviders: listCapacityProviders,
  ListFunctionVersionsByCapacityProvider: listFunctionVersionsByCapacityProvider,
  GetFunctionScalingConfig: getFunctionScalingConfig,
} satisfies ServiceOperations;
