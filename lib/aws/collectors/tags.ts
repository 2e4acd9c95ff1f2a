import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { type Collector, callOf } from "./collector.ts";
import { readEntries, unreadableOf } from "./read-entries.ts";

/** GetResources of lambda:function, 100 a page: tags of all functions in n/100 calls. Functions never tagged are absent. */
export const tags: Collector<"tags"> = {
  source: "tags",
  actions: [{ action: "tag:GetResources", why: "functions are grouped and assigned to teams by their tags" }],
  async *collect(context, _input, cursor) {
    const call = callOf(context, "tagging", "GetResources");
    const read = readAnswerOf(call);
    let done = 0;
    const pages = pagesOf(call, cursor, async (PaginationToken) => {
      const answer = await context.call("tagging", "GetResources", (tagging, options) =>
        tagging.getResources(
          { ResourceTypeFilters: ["lambda:function"], ResourcesPerPage: 100, PaginationToken },
          options,
        ),
      );
      const items = read.requiredList(answer.ResourceTagMappingList, "ResourceTagMappingList");
      return { items, nextToken: tokenOf(answer.PaginationToken, call) };
    });
    for await (const { items, nextToken } of pages) {
      done += items.length;
      const resources = readEntries(
        items,
        ({ ResourceARN }) => textOrNull(ResourceARN),
        (item) => {
          const resource = read.record(item, "ResourceTagMapping");
          const tagList = read.list(resource.Tags, "Tags").map((tag) => read.record(tag, "Tag"));
          return { arn: read.text(resource.ResourceARN, "ResourceARN"), tags: tagsOf(tagList) };
        },
      );
      yield {
        page: { resources: resources.entries },
        nextCursor: nextToken,
        progress: { done, total: nextToken === null ? done : null },
        ...unreadableOf(resources),
      };
    }
  },
};

/** Tags as a map; a tag without a value has the empty one. */
export function tagsOf(list: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, string>> {
  const entries = list.map((tag) => [textOrNull(tag.Key), textOrNull(tag.Value) ?? ""] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => entry[0] !== null));
}
