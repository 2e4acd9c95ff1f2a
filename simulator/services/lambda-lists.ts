import type {
  FunctionConfiguration,
  GetAccountSettingsResponse,
  ListCapacityProvidersRequest,
  ListCapacityProvidersResponse,
  ListCodeSigningConfigsRequest,
  ListCodeSigningConfigsResponse,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListLayersRequest,
  ListLayersResponse,
  ListLayerVersionsRequest,
  ListLayerVersionsResponse,
} from "@aws-sdk/client-lambda";
import { findFunction, notFound } from "./lambda-lookup.ts";
import { page, pageOf } from "./paging.ts";
import type { Operation, ServiceOperations } from "./service.ts";

const PAGE = 50;
const MAPPINGS_PAGE = 100;
const invalidToken = "InvalidParameterValueException";

/** ListFunctions does not say whether a function is active, nor which runtime patch it runs. */
export function toListed(configuration: FunctionConfiguration): FunctionConfiguration {
  const {
    State: _state,
    StateReason: _stateReason,
    StateReasonCode: _stateReasonCode,
    LastUpdateStatus: _status,
    LastUpdateStatusReason: _statusReason,
    LastUpdateStatusReasonCode: _statusReasonCode,
    RuntimeVersionConfig: _runtimeVersion,
    ...listed
  } = configuration;
  return listed;
}

const listFunctions: Operation<ListFunctionsRequest, ListFunctionsResponse> = (input, call) => {
  const { cell } = call;
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = page(call, cell.functionCount, (index) => cell.functionAt(index), request);
  if (input.FunctionVersion !== "ALL") {
    return { Functions: items.map((fn) => toListed(fn.configuration())), NextMarker: next };
  }
  // A page is counted in functions: the versions of one are never torn apart, which AWS allows (pages may vary in size).
  const all = items.flatMap((fn) => [fn.configuration(), ...fn.versions()]);
  return { Functions: all.map(toListed), NextMarker: next };
};

const listEventSourceMappings: Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> = (
  input,
  call,
) => {
  const all =
    input.FunctionName === undefined
      ? call.lists.get(call, "mappings", () => call.cell.eventSourceMappings())
      : findFunction(call, input.FunctionName).fn.eventSourceMappings();
  const wanted =
    input.EventSourceArn === undefined ? all : all.filter((mapping) => mapping.EventSourceArn === input.EventSourceArn);
  const request = { token: input.Marker, limit: input.MaxItems, size: MAPPINGS_PAGE, invalidToken };
  const { items, next } = pageOf(call, wanted, request);
  return { EventSourceMappings: items, NextMarker: next };
};

const getAccountSettings: Operation<object, GetAccountSettingsResponse> = (_input, call) => {
  const [settings] = call.lists.get(call, "settings", () => [call.cell.accountSettings()]);
  return settings ?? {};
};

const listLayers: Operation<ListLayersRequest, ListLayersResponse> = (input, call) => {
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, call.cell.layers(), request);
  return { Layers: items, NextMarker: next };
};

const listLayerVersions: Operation<ListLayerVersionsRequest, ListLayerVersionsResponse> = (input, call) => {
  const layer = call.cell
    .layers()
    .find(({ LayerName, LayerArn }) => LayerName === input.LayerName || LayerArn === input.LayerName);
  if (layer === undefined) {
    throw notFound(`The resource you requested does not exist: ${input.LayerName}`);
  }
  const { LatestMatchingVersion: version } = layer;
  return { LayerVersions: version === undefined ? [] : [version] };
};

const listCodeSigningConfigs: Operation<ListCodeSigningConfigsRequest, ListCodeSigningConfigsResponse> = (
  input,
  call,
) => {
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, call.cell.codeSigningConfigs(), request);
  return { CodeSigningConfigs: items, NextMarker: next };
};

const listCapacityProviders: Operation<ListCapacityProvidersRequest, ListCapacityProvidersResponse> = (input, call) => {
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, call.cell.capacityProviders(), request);
  return { CapacityProviders: items, NextMarker: next };
};

export const lambdaLists = {
  ListFunctions: listFunctions,
  ListEventSourceMappings: listEventSourceMappings,
  GetAccountSettings: getAccountSettings,
  ListLayers: listLayers,
  ListLayerVersions: listLayerVersions,
  ListCodeSigningConfigs: listCodeSigningConfigs,
  ListCapacityProviders: listCapacityProviders,
} satisfies ServiceOperations;
