import type { ObservedFunctionDetail } from "#lib/domain/fleet/observed.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { createRegionLists } from "./detail/region-lists.ts";
import { inOrder } from "./in-order.ts";
import { createFieldReader, readDetail } from "./read-detail.ts";

/** Functions of one stored page: some 80 calls, a quarter of a minute at a third of Lambda's rate. */
const pageSize = 10;
/**
 * Functions under way: more than a page, so that the quotas stay in use while a page is stored; not many more, since
 * their calls share the rate, and the first page then has to wait for all of them.
 */
const underWay = 16;

/**
 * The per-function calls. Executions of durable functions are not among them: Lambda tells how many run only by listing
 * them all, a call for each function and each hundred executions, at 15 a second that the functions themselves share.
 * The cursor is the number of functions of the input that are done.
 */
export const detail: Collector<"detail"> = {
  source: "detail",
  actions: [
    { action: "lambda:GetFunction", why: "a function's state, reserved concurrency and image are shown" },
    { action: "lambda:ListTags", why: "GetFunction returns the tags" },
    { action: "lambda:GetPolicy", why: "what may invoke a function, and whether that is everybody, is shown" },
    { action: "lambda:ListFunctionUrlConfigs", why: "function URLs are shown, public ones found" },
    {
      action: "lambda:ListFunctionEventInvokeConfigs",
      why: "retries and destinations of asynchronous calls are shown",
    },
    { action: "lambda:ListAliases", why: "aliases, their traffic and their policies are shown" },
    { action: "lambda:ListVersionsByFunction", why: "versions that still cost money are shown" },
    { action: "lambda:ListProvisionedConcurrencyConfigs", why: "provisioned concurrency is shown against its use" },
    { action: "lambda:GetFunctionRecursionConfig", why: "functions that may call themselves are shown" },
    { action: "lambda:ListCodeSigningConfigs", why: "whether code must be signed is known for a whole Region at once" },
    { action: "lambda:ListFunctionsByCodeSigningConfig", why: "the functions that must be signed are known" },
    { action: "lambda:GetFunctionCodeSigningConfig", why: "the same is known where it cannot be listed" },
    {
      action: "lambda:GetRuntimeManagementConfig",
      why: "when a function moves to newer versions of its runtime is shown",
    },
    { action: "lambda:GetFunctionScalingConfig", why: "environments of functions on Managed Instances are shown" },
  ],
  async *collect(context: CollectContext, input, cursor) {
    const { functionNames } = input;
    const total = functionNames.length;
    let done = Math.min(total, startOf(cursor));
    const readField = createFieldReader(context);
    const names = functionNames.slice(done);
    const lists = createRegionLists(context, { names, listVersions: input.listVersions ?? false });
    const again = new Set(input.readAgain ?? []);
    const read = async (name: string) =>
      await readDetail(context, name, { readField, lists, runtimeManagement: again.has(name) });
    let details: ObservedFunctionDetail[] = [];
    for await (const one of inOrder(names, { width: underWay, held: 2 * underWay }, read)) {
      details.push(one);
      if (details.length < pageSize && done + details.length < total) continue;
      done += details.length;
      const nextCursor = done < total ? String(done) : null;
      yield { page: { details }, nextCursor, progress: { done, total } };
      details = [];
    }
    if (total === 0) yield { page: { details: [] }, nextCursor: null, progress: { done: 0, total: 0 } };
  },
};

function startOf(cursor: string | null): number {
  const start = Number(cursor ?? 0);
  return Number.isInteger(start) && start > 0 ? start : 0;
}
