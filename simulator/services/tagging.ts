import type {
  GetResourcesInput,
  GetResourcesOutput,
  ResourceTagMapping,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceOperations } from "./service.ts";

const PAGE = 100;

const getResources: Operation<GetResourcesInput, GetResourcesOutput> = (input, call) => {
  const types = input.ResourceTypeFilters ?? [];
  const { ResourceARNList: arns, TagFilters: filters = [] } = input;
  const resources = call.lists
    .get(call, "tagged", () => call.cell.taggedResources())
    .filter((resource) => types.length === 0 || types.some((type) => isOfType(resource, type)))
    .filter(({ ResourceARN }) => arns === undefined || (ResourceARN !== undefined && arns.includes(ResourceARN)))
    .filter(({ Tags }) =>
      filters.every(({ Key, Values = [] }) =>
        (Tags ?? []).some((tag) => tag.Key === Key && (Values.length === 0 || Values.includes(tag.Value ?? ""))),
      ),
    );
  // The first request has no token or an empty one, and the last answer has an empty one.
  const token = input.PaginationToken === "" ? undefined : input.PaginationToken;
  const request = { token, limit: input.ResourcesPerPage, size: PAGE, invalidToken: "InvalidParameterException" };
  const { items, next } = pageOf(call, resources, request);
  return { ResourceTagMappingList: items, PaginationToken: next ?? "" };
};

/** `lambda` is every resource of the service, `lambda:function` those of one kind. */
function isOfType({ ResourceARN }: ResourceTagMapping, type: string): boolean {
  const [service, kind] = type.split(":");
  const parts = (ResourceARN ?? "").split(":");
  return parts[2] === service && (kind === undefined || parts[5] === kind);
}

export const tagging = { GetResources: getResources } satisfies ServiceOperations;
