import { readAnswerOf } from "#lib/aws/answer.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import { type CollectContext, callOf } from "./collector.ts";

/** Where an account stands in the organisation. */
export interface AccountUnits {
  /** Ids from the root down. */
  readonly above: readonly string[];
  /** Names below the root, joined by "/"; empty for an account that stands directly under it. */
  readonly path: string;
}

interface Unit extends AccountUnits {
  readonly id: string;
}

/** Organizations allows five levels; a tree that is deeper is not one. */
const deepest = 10;

/**
 * Walks the organisation from its root and tells where each account stands: two calls per unit, since Organizations has
 * no list of accounts that names their units.
 */
export async function accountUnits(context: CollectContext): Promise<ReadonlyMap<string, AccountUnits>> {
  const found = new Map<string, AccountUnits>();
  let level: readonly Unit[] = await rootsOf(context);
  for (let depth = 0; level.length > 0 && depth < deepest; depth += 1) {
    const below: Unit[] = [];
    for (const unit of level) {
      for (const accountId of await accountsUnder(context, unit.id)) {
        found.set(accountId, { above: unit.above, path: unit.path });
      }
      below.push(...(await unitsUnder(context, unit)));
    }
    level = below;
  }
  return found;
}

async function rootsOf(context: CollectContext): Promise<Unit[]> {
  const read = readAnswerOf(callOf(context, "organizations", "ListRoots"));
  const answer = await context.call("organizations", "ListRoots", (organizations, options) =>
    organizations.listRoots({}, options),
  );
  return read.requiredList(answer.Roots, "Roots").map((root) => {
    const id = read.text(read.record(root, "Root").Id, "Root.Id");
    return { id, above: [id], path: "" };
  });
}

async function unitsUnder(context: CollectContext, parent: Unit): Promise<Unit[]> {
  const call = callOf(context, "organizations", "ListOrganizationalUnitsForParent");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listOrganizationalUnitsForParent({ ParentId: parent.id, MaxResults: 20, NextToken }, options),
    );
    const items = read.requiredList(answer.OrganizationalUnits, "OrganizationalUnits").map((item): Unit => {
      const unit = read.record(item, "OrganizationalUnit");
      const id = read.text(unit.Id, "OrganizationalUnit.Id");
      const name = read.text(unit.Name, "OrganizationalUnit.Name");
      return { id, above: [...parent.above, id], path: parent.path === "" ? name : `${parent.path}/${name}` };
    });
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  return await allOf(pages);
}

async function accountsUnder(context: CollectContext, parentId: string): Promise<string[]> {
  const call = callOf(context, "organizations", "ListAccountsForParent");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listAccountsForParent({ ParentId: parentId, MaxResults: 20, NextToken }, options),
    );
    const items = read
      .requiredList(answer.Accounts, "Accounts")
      .map((item) => read.text(read.record(item, "Account").Id, "Account.Id"));
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  return await allOf(pages);
}

async function allOf<T>(pages: AsyncIterable<{ readonly items: readonly T[] }>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}
