import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import type { AwsCall } from "#lib/aws/failure.ts";
import { pagesOf, type TokenPage, tokenOf } from "#lib/aws/paging.ts";
import type { OrganizationPlace } from "#lib/domain/accounts/control-policies.ts";
import { type CollectContext, callOf } from "./collector.ts";
import { inParallel } from "./in-parallel.ts";

/** Where an account stands in the organisation. */
export interface AccountUnits {
  /** Ids from the root down. */
  readonly above: readonly string[];
  /** Names below the root, joined by "/"; empty for an account that stands directly under it. */
  readonly path: string;
}

/** The root of the organisation: AWS has one, and answers with a list. */
export interface OrganizationRoot {
  readonly id: string;
  readonly name: string;
  /** As every ARN of an organisation names it; null where the root's ARN is none. */
  readonly managementAccountId: string | null;
  /** Kinds of policies that are turned on: `SERVICE_CONTROL_POLICY`, … */
  readonly policyTypes: readonly string[];
}

/** Entries of one page at most. */
export const organizationsPage = 20;
/** Calls to Organizations under way at a time: its quota decides how fast, this only hides the way there and back. */
export const organizationsAtOnce = 4;

/** Organizations allows five levels; a tree that is deeper is not one. */
const deepest = 10;
/** Organizations allows 2,000 units and 10,000 accounts unless asked for more. */
const mostPlaces = 100_000;
/** Longer than any id of Organizations, and short enough for a key of the store. */
const longestId = 200;
/** A policy type that is being turned off still holds; one that is being turned on does not yet. */
const turnedOn: ReadonlySet<string> = new Set(["ENABLED", "PENDING_DISABLE"]);

/** An id that an answer holds. */
export function organizationIdOf(value: unknown, name: string, call: AwsCall): string {
  const id = readAnswerOf(call).text(value, name);
  if (id === "" || id.length > longestId) throw malformedAnswer(call, `${name} is no id`);
  return id;
}

export async function organizationRoots(context: CollectContext): Promise<readonly OrganizationRoot[]> {
  const call = callOf(context, "organizations", "ListRoots");
  const read = readAnswerOf(call);
  // Organizations may send an empty page with more to come.
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listRoots({ NextToken }, options),
    );
    return { items: read.requiredList(answer.Roots, "Roots"), nextToken: tokenOf(answer.NextToken, call) };
  });
  const roots = await allOf(pages);
  // Every organisation has one: none would say that nothing limits its accounts, and that they stand nowhere.
  if (roots.length === 0) throw malformedAnswer(call, "the organisation has no root");
  return roots.map((item) => {
    const root = read.record(item, "Root");
    const types = read
      .requiredList(root.PolicyTypes, "Root.PolicyTypes")
      .map((type) => read.record(type, "PolicyType"));
    return {
      id: organizationIdOf(root.Id, "Root.Id", call),
      name: textOrNull(root.Name) ?? "Root",
      managementAccountId: /^arn:[\w-]+:organizations::(\d{12}):/.exec(textOrNull(root.Arn) ?? "")?.[1] ?? null,
      policyTypes: types
        .filter(({ Status }) => turnedOn.has(textOrNull(Status) ?? ""))
        .map(({ Type }) => read.text(Type, "PolicyType.Type")),
    };
  });
}

/**
 * Walks the organisation from its roots down, those above before those below: two calls per unit, since Organizations has
 * no list that says where its accounts stand. ListParents would take one call for each account and each unit.
 */
export async function organizationPlaces(
  context: CollectContext,
  roots: readonly OrganizationRoot[],
): Promise<readonly OrganizationPlace[]> {
  const places = new Map<string, OrganizationPlace>();
  // What is listed twice stands where it was found first: a tree has no loops, whatever an endpoint says.
  const found = (one: OrganizationPlace): boolean => {
    if (places.has(one.id)) return false;
    places.set(one.id, one);
    return true;
  };
  let level = roots
    .map(({ id, name }): OrganizationPlace => ({ id, name, kind: "root", parentId: null }))
    .filter(found);
  for (let depth = 0; level.length > 0 && depth < deepest; depth += 1) {
    const lists = await inParallel(level, organizationsAtOnce, async ({ id }) => [
      ...(await unitsUnder(context, id)),
      ...(await accountsUnder(context, id)),
    ]);
    level = lists.flat().filter((one) => found(one) && one.kind === "unit");
    if (places.size > mostPlaces) {
      const call = callOf(context, "organizations", "ListOrganizationalUnitsForParent");
      throw malformedAnswer(call, `the organisation has more than ${mostPlaces} units and accounts`);
    }
  }
  return [...places.values()];
}

/** Where each account stands, by its id. */
export function accountUnits(places: readonly OrganizationPlace[]): ReadonlyMap<string, AccountUnits> {
  const under = new Map<string | null, AccountUnits>([[null, { above: [], path: "" }]]);
  const accounts = new Map<string, AccountUnits>();
  for (const { id, kind, name, parentId } of places) {
    const parent = under.get(parentId);
    if (parent === undefined) continue;
    if (kind === "account") accounts.set(id, parent);
    else {
      const path = kind === "root" ? "" : [parent.path, name].filter(Boolean).join("/");
      under.set(id, { above: [...parent.above, id], path });
    }
  }
  return accounts;
}

async function unitsUnder(context: CollectContext, ParentId: string): Promise<OrganizationPlace[]> {
  const call = callOf(context, "organizations", "ListOrganizationalUnitsForParent");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listOrganizationalUnitsForParent({ ParentId, MaxResults: organizationsPage, NextToken }, options),
    );
    const items = read
      .requiredList(answer.OrganizationalUnits, "OrganizationalUnits")
      .map((item): OrganizationPlace => {
        const unit = read.record(item, "OrganizationalUnit");
        const id = organizationIdOf(unit.Id, "OrganizationalUnit.Id", call);
        return { id, kind: "unit", parentId: ParentId, name: read.text(unit.Name, "OrganizationalUnit.Name") };
      });
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  return await allOf(pages);
}

async function accountsUnder(context: CollectContext, ParentId: string): Promise<OrganizationPlace[]> {
  const call = callOf(context, "organizations", "ListAccountsForParent");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("organizations", call.operation, (organizations, options) =>
      organizations.listAccountsForParent({ ParentId, MaxResults: organizationsPage, NextToken }, options),
    );
    const items = read.requiredList(answer.Accounts, "Accounts").map((item): OrganizationPlace => {
      const id = organizationIdOf(read.record(item, "Account").Id, "Account.Id", call);
      return { id, kind: "account", parentId: ParentId, name: null };
    });
    return { items, nextToken: tokenOf(answer.NextToken, call) };
  });
  return await allOf(pages);
}

/** All entries of a list that is read page by page. */
export async function allOf<T>(pages: AsyncIterable<TokenPage<readonly T[]>>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}
