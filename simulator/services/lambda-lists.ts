import type {
  FunctionConfiguration,
  GetAccountSettingsResponse,
  ListCodeSigningConfigsRequest,
  ListCodeSigningConfigsResponse,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  ListFunctionsByCodeSigningConfigRequest,
  ListFunctionsByCodeSigningConfigResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListLayersRequest,
  ListLayersResponse,
  ListLayerVersionsRequest,
  ListLayerVersionsResponse,
} from "@aws-sdk/client-lambda";
import type { FleetFunction } from "#simulator/fleet/types.ts";
import { findFunction, notFound } from "./lambda-lookup.ts";
import { page, pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

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
  if (input.FunctionVersion === "ALL") return listAllVersions(input, call);
  const { cell } = call;
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = page(call, cell.functionCount, (index) => cell.functionAt(index), request);
  return { Functions: items.map((fn) => toListed(fn.configuration())), NextMarker: next };
};

/** `$LATEST` and every published version of each function, 50 entries a page: a page may end amid a function's versions. */
function listAllVersions(input: ListFunctionsRequest, call: ServiceCall): ListFunctionsResponse {
  const { cell } = call;
  const places = call.lists.get(call, "versions", () =>
    Array.from({ length: cell.functionCount }, (_, index) => index).flatMap((index) => {
      const { length } = cell.functionAt(index).versions();
      return Array.from({ length: length + 1 }, (_version, version) => [index, version] as const);
    }),
  );
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, invalidToken };
  const { items, next } = pageOf(call, places, request);
  return {
    Functions: items.map(([index, version]) => toListed(entryOf(cell.functionAt(index), version))),
    NextMarker: next,
  };
}

/** Version 0 is `$LATEST`, under its qualified ARN as this list shows it. */
function entryOf(fn: FleetFunction, version: number): FunctionConfiguration {
  const latest = fn.configuration();
  const published = version === 0 ? undefined : fn.versions()[version - 1];
  return published ?? { ...latest, FunctionArn: `${latest.FunctionArn}:$LATEST` };
}

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

const listFunctionsByCodeSigningConfig: Operation<
  ListFunctionsByCodeSigningConfigRequest,
  ListFunctionsByCodeSigningConfigResponse
> = (input, call) => {
  const { cell } = call;
  const arn = input.CodeSigningConfigArn;
  if (!cell.codeSigningConfigs().some(({ CodeSigningConfigArn }) => CodeSigningConfigArn === arn)) {
    throw notFound(`The code signing configuration cannot be found: ${arn}`);
  }
  const bound = call.lists.get(call, `signed by ${arn}`, () =>
    Array.from({ length: cell.functionCount }, (_, index) => cell.functionAt(index))
      .filter(({ codeSigningConfigArn }) => codeSigningConfigArn === arn)
      .map((fn) => fn.arn),
  );
  const request = { token: input.Marker, limit: input.MaxItems, size: PAGE, max: 10_000, invalidToken };
  const { items, next } = pageOf(call, bound, request);
  return { FunctionArns: items, NextMarker: next };
};

export const lambdaLists = {
  ListFunctions: listFunctions,
  ListEventSourceMappings: listEventSourceMappings,
  GetAccountSettings: getAccountSettings,
  ListLayers: listLayers,
  ListLayerVersions: listLayerVersions,
  ListCodeSigningConfigs: listCodeSigningConfigs,
  ListFunctionsByCodeSigningConfig: listFunctionsByCodeSigningConfig,
} satisfies ServiceOperations;
