import { numberOrNull, readAnswerOf, recordOrNull, toJsonObject } from "#lib/aws/answer.ts";
import { type Collector, callOf } from "./collector.ts";

/** GetAccountSettings: one call that also says whether the Region holds any function at all. */
export const limits: Collector<"limits"> = {
  source: "limits",
  actions: [
    { action: "lambda:GetAccountSettings", why: "concurrency and code storage are shown against their limits" },
  ],
  async *collect(context) {
    const read = readAnswerOf(callOf(context, "lambda", "GetAccountSettings"));
    const parsed = await context.call("lambda", "GetAccountSettings", (lambda, options) =>
      lambda.getAccountSettings({}, options),
    );
    const answer = toJsonObject({ ...parsed });
    const limit = read.record(answer.AccountLimit, "AccountLimit");
    // Usage is what an endpoint may well leave out; limits alone are worth having.
    const usage = recordOrNull(answer.AccountUsage) ?? {};
    yield {
      page: {
        limits: {
          concurrentExecutions: numberOrNull(limit.ConcurrentExecutions),
          unreservedConcurrentExecutions: numberOrNull(limit.UnreservedConcurrentExecutions),
          codeBytesLimit: numberOrNull(limit.TotalCodeSize),
          codeBytesUsed: numberOrNull(usage.TotalCodeSize),
          functionCount: numberOrNull(usage.FunctionCount),
          answer,
        },
      },
      nextCursor: null,
      progress: { done: 1, total: 1 },
    };
  },
};
