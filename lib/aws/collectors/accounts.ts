import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import {
  isChosen,
  needsUnits,
  type OrganizationFilter,
  type OrganizationReading,
  wholeOrganization,
} from "#lib/domain/accounts/organization.ts";
import type { CollectedPage } from "#lib/domain/collection/source.ts";
import type { ObservedAccount } from "#lib/domain/fleet/observed.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import {
  controlActions,
  isLasting,
  type OrganizationTree,
  readControlPolicies,
  unreadControls,
} from "./control-policies.ts";
import { type AccountUnits, accountUnits, organizationPlaces, organizationRoots } from "./organization-units.ts";

/** Where a task stands whose accounts are all kept: no token of AWS is so short and readable. */
const controlsCursor = "control-policies";

/**
 * ListAccounts of the organisation, read with the caller's own credentials; else the caller's account alone. It answers
 * the management account and delegated administrators; DescribeOrganization tells which of them the caller is. Then what
 * limits these accounts: service control policies, on a page of their own.
 */
export const accounts: Collector<"accounts"> = {
  source: "accounts",
  actions: [
    {
      action: "organizations:ListAccounts",
      why: "new accounts of the organisation are seen without being added by hand",
    },
    { action: "organizations:DescribeOrganization", why: "the management account is known" },
    { action: "organizations:ListRoots", why: "accounts can be chosen by organisational unit" },
    { action: "organizations:ListOrganizationalUnitsForParent", why: "accounts can be chosen by organisational unit" },
    { action: "organizations:ListAccountsForParent", why: "accounts can be chosen by organisational unit" },
    ...controlActions,
  ],
  async *collect(context, { filter = wholeOrganization, controlPolicies = true }, cursor) {
    const tree = treeOf(context);
    let progress: CollectedPage<"accounts">["progress"] = { done: 0, total: null };
    try {
      if (cursor !== controlsCursor) {
        for await (const page of organizationAccounts(context, { filter, tree }, cursor)) {
          progress = page.progress;
          yield controlPolicies && page.nextCursor === null ? { ...page, nextCursor: controlsCursor } : page;
        }
      }
    } catch (error) {
      if (cursor !== null || !(error instanceof AwsFailureError) || !isLasting(error.failure)) throw error;
      // Units that cannot be read leave it open who is chosen: nobody is let in by mistake.
      if (error.failure.operation !== "ListAccounts") throw error;
      const { reason, remedy } = error.failure;
      context.note("The organisation's accounts cannot be listed; the caller's own account is used", {
        reason,
        remedy,
      });
      const organization = { role: "outside", reason, remedy, complete: false } as const;
      const controls = unreadControls(error.failure, true);
      const page = { accounts: [ownAccount(context)], organization, ...(controls === null ? {} : { controls }) };
      yield { page, nextCursor: null, progress: { done: 1, total: 1 } };
      return;
    }
    if (!controlPolicies) return;
    const controls = await readControlPolicies(context, tree);
    yield { page: { accounts: [], controls }, nextCursor: null, progress };
  },
};

/** The filter and the service control policies may both need the organisation's units: they are read once. */
function treeOf(context: CollectContext): OrganizationTree {
  let roots: ReturnType<OrganizationTree["roots"]> | null = null;
  let places: ReturnType<OrganizationTree["places"]> | null = null;
  const tree: OrganizationTree = {
    roots: () => (roots ??= organizationRoots(context)),
    places: () => (places ??= tree.roots().then((found) => organizationPlaces(context, found))),
  };
  return tree;
}

async function* organizationAccounts(
  context: CollectContext,
  { filter, tree }: { readonly filter: OrganizationFilter; readonly tree: OrganizationTree },
  cursor: string | null,
): AsyncIterable<CollectedPage<"accounts">> {
  const call = callOf(context, "organizations", "ListAccounts");
  const read = readAnswerOf(call);
  const managementId = await managementAccountId(context);
  let units: ReadonlyMap<string, AccountUnits> | null = null;
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
    units ??= needsUnits(filter) ? accountUnits(await tree.places()) : new Map();
    const organization = readingOf(context.accountId, managementId, nextToken === null);
    yield {
      page: { ...chosenOf(context, filter, items, units), organization },
      nextCursor: nextToken,
      progress: { done, total: nextToken === null ? done : null },
    };
  }
}

function chosenOf(
  { accountId: ownId }: CollectContext,
  filter: OrganizationFilter,
  found: readonly ObservedAccount[],
  units: ReadonlyMap<string, AccountUnits>,
): { accounts: ObservedAccount[]; filteredOut: ObservedAccount[] } {
  const [accounts, filteredOut]: [ObservedAccount[], ObservedAccount[]] = [[], []];
  for (const account of found) {
    const place = units.get(account.accountId);
    const placed = place === undefined ? account : { ...account, organizationalUnit: place.path };
    const chosen = account.accountId === ownId || isChosen(filter, account.accountId, place?.above ?? []);
    (chosen ? accounts : filteredOut).push(placed);
  }
  return { accounts, filteredOut };
}

function readingOf(ownId: string, managementId: string | null, complete: boolean): OrganizationReading {
  const role = ownId === managementId ? "management" : "delegatedAdministrator";
  return { role, reason: null, remedy: null, complete };
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
    if (!(error instanceof AwsFailureError) || !isLasting(error.failure)) throw error;
    context.note("The management account is not known", { reason: error.failure.reason });
    return null;
  }
}

function ownAccount(context: CollectContext): ObservedAccount {
  const { accountId } = context;
  return { accountId, name: accountId, email: null, status: "ACTIVE", isManagement: false };
}
