import { readAnswerOf } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { type Collector, callOf } from "./collector.ts";
import { parsePolicy, parseRole } from "./parse-role.ts";

/**
 * GetAccountAuthorizationDetails: all roles and the policies they use. A page may hold less than was asked for, or
 * nothing: only IsTruncated says whether it was the last.
 */
export const roles: Collector<"roles"> = {
  source: "roles",
  actions: [
    {
      action: "iam:GetAccountAuthorizationDetails",
      why: "what each execution role may really do is worked out from all its policies",
    },
  ],
  async *collect(context, _input, cursor) {
    const call = callOf(context, "iam", "GetAccountAuthorizationDetails");
    const read = readAnswerOf(call);
    let done = 0;
    const pages = pagesOf(call, cursor, async (Marker) => {
      const answer = await context.call("iam", "GetAccountAuthorizationDetails", (iam, options) =>
        iam.getAccountAuthorizationDetails(
          { Filter: ["Role", "LocalManagedPolicy", "AWSManagedPolicy"], MaxItems: 1_000, Marker },
          options,
        ),
      );
      // Without it this is no answer of IAM, and must not read as "there are no roles".
      if (typeof answer.IsTruncated !== "boolean") throw malformedAnswer(call, "IsTruncated is missing");
      const nextToken = answer.IsTruncated ? tokenOf(answer.Marker, call) : null;
      if (answer.IsTruncated && nextToken === null) throw malformedAnswer(call, "a page marker is missing");
      const roleList = read.list(answer.RoleDetailList, "RoleDetailList");
      const policyList = read.list(answer.Policies, "Policies");
      return {
        items: {
          roles: roleList.map((item) => parseRole(read.record(item, "RoleDetail"), read)),
          policies: policyList.map((item) => parsePolicy(read.record(item, "Policy"), read)),
        },
        nextToken,
      };
    });
    for await (const { items, nextToken } of pages) {
      done += items.roles.length;
      const total = nextToken === null ? done : null;
      yield { page: items, nextCursor: nextToken, progress: { done, total } };
    }
  },
};
