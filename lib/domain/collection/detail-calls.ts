import type { DetailCounts, PlaceCounts } from "./fleet-counts.ts";

/** Calls of one operation of one service. */
export type OperationCalls = readonly [service: string, operation: string, calls: number];

/** Entries of one page of ListFunctions, of ListCodeSigningConfigs and of a function's own lists. */
const pageSize = 50;

/**
 * The per-function calls; a function's configuration, tags and reserved concurrency come with GetFunction. Published
 * versions and code signing are listed for the whole place where that takes fewer calls than asking for each function.
 */
export function detailCalls(place: PlaceCounts): OperationCalls[] {
  const { functions, images, aliases, publishing, again, scaling } = place.details ?? firstDetails(place);
  return [
    ["lambda", "GetFunction", functions],
    ["lambda", "GetPolicy", functions + aliases],
    ["lambda", "ListAliases", functions],
    ["lambda", "ListFunctionUrlConfigs", functions],
    ["lambda", "ListFunctionEventInvokeConfigs", functions],
    ["lambda", "GetFunctionRecursionConfig", functions],
    ["lambda", "ListProvisionedConcurrencyConfigs", publishing],
    ["lambda", "GetRuntimeManagementConfig", again],
    ["lambda", "GetFunctionScalingConfig", scaling],
    ...versionCalls(place, functions),
    ...signingCalls(place.signingConfigs ?? 0, functions, functions - images),
  ];
}

/** At a first reading nothing was read before. */
function firstDetails({ functions, images, aliases, publishing, scaling = 0 }: PlaceCounts): DetailCounts {
  return { functions, images, aliases, publishing, again: 0, scaling };
}

/** All versions of the place in pages, `$LATEST` of every function among them, or one list for each function. */
function versionCalls({ functions: all, versions = 0 }: PlaceCounts, asked: number): OperationCalls[] {
  const pages = Math.ceil((all + versions) / pageSize);
  return asked > pages ? [["lambda", "ListFunctions", pages]] : [["lambda", "ListVersionsByFunction", asked]];
}

/** The configurations and the functions of each, or one call for each function that has a zip package. */
function signingCalls(configs: number, asked: number, zips: number): OperationCalls[] {
  if (zips === 0) return [];
  const lists = Math.max(1, Math.ceil(configs / pageSize));
  return asked > 1 && configs < asked
    ? [
        ["lambda", "ListCodeSigningConfigs", lists],
        ["lambda", "ListFunctionsByCodeSigningConfig", configs],
      ]
    : [["lambda", "GetFunctionCodeSigningConfig", zips]];
}
