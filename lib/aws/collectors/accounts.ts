import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";

/** Failures after which the caller's own account is all that is known: it may not list, or there is no organisation. */
const aloneAfter: ReadonlySet<string> = new Set(["denied", "unsupported", "notFound", "malformed"]);

/** ListAccounts of the organisation, read with the caller's own credentials; else the caller's account alone. */
export const accounts: Collector<"accounts"> = {
  source: "accounts",
  actions: [
    {
      action: "organizations:ListAccounts",
      why: "new accounts of the organisation are seen without being added by hand",
    },
    { action: "organizations:DescribeOrganization", why: "the management account is known" },
  ],
  async *collect(context, _input, cursor) {
    try {
      yield* organizationAccounts(context, cursor);
    } catch (error) {
      if (cursor !== null || !(error instanceof AwsFailureError) || !aloneAfter.has(error.failure.kind)) throw error;
      const { reason, remedy } = error.failure;
      context.note("The organisation's accounts cannot be listed; the caller's own account is used", {
        reason,
        remedy,
      });
      yield { page: { accounts: [ownAccount(context)] }, nextCursor: null, progress: { done: 1, total: 1 } };
    }
  },
};

async function* organizationAccounts(context: CollectContext, cursor: string | null) {
  const call = callOf(context, "organizations", "ListAccounts");
  const read = readAnswerOf(call);
  const managementId = await managementAccountId(context);
  let done = 0;
  const pages = pagesOf(call, cursor, async (NextToken) => {
    const answer = await context.call("organizations", "ListAccounts", (organizations, options) =>
      organizations.listAccounts({ MaxResults: 20, NextToken }, options),
    );
    const items = read
      .requiredList(answer.Accounts, "Accounts")
      .map((item) =>
        parseAccount(read.record(item, "Account"), managementId, (value) => read.text(value, "Account.Id")),
      );
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  for await (const { items, nextToken } of pages) {
    done += items.length;
    yield {
      page: { accounts: items },
      nextCursor: nextToken,
      progress: { done, total: nextToken === null ? done : null },
    };
  }
}

function parseAccount(
  account: Readonly<Record<string, unknown>>,
  managementId: string | null,
  text: (value: unknown) => string,
): ObservedAccount {
  const accountId = text(account.Id);
  return {
    accountId,
    name: textOrNull(account.Name) ?? accountId,
    email: textOrNull(account.Email),
    // State replaced Status in 2025; both are sent for a while.
    status: textOrNull(account.State) ?? textOrNull(account.Status) ?? "ACTIVE",
    isManagement: accountId === managementId,
  };
}

async function managementAccountId(context: CollectContext): Promise<string | null> {
  try {
    const answer = await context.call("organizations", "DescribeOrganization", (organizations, options) =>
      organizations.describeOrganization({}, options),
    );
    return textOrNull(answer.Organization?.MasterAccountId);
  } catch (error) {
    if (!(error instanceof AwsFailureError) || !aloneAfter.has(error.failure.kind)) throw error;
    context.note("The management account is not known", { reason: error.failure.reason });
    return null;
  }
}

function ownAccount(context: CollectContext): ObservedAccount {
  const { accountId } = context;
  return { accountId, name: accountId, email: null, status: "ACTIVE", isManagement: false };
}
