import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { parseArn } from "#lib/domain/fleet/arn.ts";
import { type Collector, callOf } from "./collector.ts";
import { parsePolicy, parseRole } from "./parse-role.ts";
import { readEntries, unreadableOf } from "./read-entries.ts";

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
      return {
        items: {
          roles: read.list(answer.RoleDetailList, "RoleDetailList"),
          policies: read.list(answer.Policies, "Policies"),
        },
        nextToken,
      };
    });
    for await (const { items, nextToken } of pages) {
      const roleList = readEntries(items.roles, arnOf, (item) => {
        const role = parseRole(read.record(item, "RoleDetail"), read);
        // Kept under this account's name it would stand in the place of the other's.
        const accountId = parseArn(role.roleArn)?.accountId ?? context.accountId;
        if (accountId !== context.accountId) throw malformedAnswer(call, "it is a role of another account");
        return role;
      });
      const policies = readEntries(items.policies, arnOf, (item) => parsePolicy(read.record(item, "Policy"), read));
      done += items.roles.length;
      yield {
        page: { roles: roleList.entries, policies: policies.entries },
        nextCursor: nextToken,
        progress: { done, total: nextToken === null ? done : null },
        ...unreadableOf(roleList, policies),
      };
    }
  },
};

function arnOf(entry: Readonly<Record<string, unknown>>): string | null {
  return textOrNull(entry.Arn);
}
