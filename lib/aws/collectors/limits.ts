import { readAnswerOf } from "#lib/aws/answer.ts";
import { type Collector, callOf } from "./collector.ts";

/** GetAccountSettings: one call that also says whether the Region holds any function at all. */
export const limits: Collector<"limits"> = {
  source: "limits",
  actions: [
    { action: "lambda:GetAccountSettings", why: "concurrency and code storage are shown against their limits" },
  ],
  async *collect(context) {
    const read = readAnswerOf(callOf(context, "lambda", "GetAccountSettings"));
    const answer = await context.call("lambda", "GetAccountSettings", (lambda, options) =>
      lambda.getAccountSettings({}, options),
    );
    const limit = read.record(answer.AccountLimit, "AccountLimit");
    const usage = read.record(answer.AccountUsage, "AccountUsage");
    yield {
      page: {
        limits: {
          concurrentExecutions: read.number(limit.ConcurrentExecutions, "ConcurrentExecutions"),
          unreservedConcurrentExecutions: read.number(
            limit.UnreservedConcurrentExecutions,
            "UnreservedConcurrentExecutions",
          ),
          codeBytesLimit: read.number(limit.TotalCodeSize, "TotalCodeSize"),
          codeBytesUsed: read.number(usage.TotalCodeSize, "AccountUsage.TotalCodeSize"),
          functionCount: read.number(usage.FunctionCount, "FunctionCount"),
        },
      },
      nextCursor: null,
      progress: { done: 1, total: 1 },
    };
  },
};
