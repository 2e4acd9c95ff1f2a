import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  type FacetProperty,
  facetProperties,
  listTagFacet,
  listFacets as readFacets,
} from "#lib/db/sql/functions/list-facets.ts";
import { lastUsedBands, memoryBands } from "#lib/domain/fleet/bands.ts";
import { functionTypeLabels, runtimeUpdateLabels } from "#lib/domain/fleet/function-type.ts";
import type { FigurePeriod, FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import type { Facet, FacetValue } from "#lib/domain/views/functions.ts";

const labels: Record<FacetProperty, string> = {
  account: "Account",
  region: "Region",
  runtime: "Runtime",
  architecture: "Architecture",
  package: "Package",
  type: "Type",
  tenancy: "Tenant isolation",
  runtimeUpdates: "Runtime updates",
  memoryBand: "Memory",
  vpc: "In a VPC",
  snapStart: "SnapStart",
  team: "Team",
  state: "State",
  lastUsed: "Last used",
};

/** What people call values that AWS or the store name otherwise; a value that is not here is shown as it is. */
const valueLabels: Partial<Record<FacetProperty, Readonly<Record<string, string>>>> = {
  type: functionTypeLabels,
  runtimeUpdates: runtimeUpdateLabels,
  tenancy: { PER_TENANT: "per tenant" },
};

/** Bands have an order of their own; everything else comes by count. */
const orders: Partial<Record<FacetProperty, readonly string[]>> = {
  memoryBand: memoryBands.map(({ name }) => name),
  lastUsed: lastUsedBands,
};

/** What the functions that a filter leaves have in common, with counts. */
export async function listFacets(filter: FleetFilter, period: FigurePeriod, now: Date): Promise<Facet[]> {
  const { pool, prisma } = sharedDatabase();
  const query = { filter, period, now };
  const [rows, tags, accounts] = await Promise.all([
    readFacets(pool, query),
    listTagFacet(pool, query),
    prisma.account.findMany({ select: { id: true, name: true } }),
  ]);
  const accountNames = new Map(accounts.map(({ id, name }) => [id, name]));
  const facets = facetProperties.map((property): Facet => {
    const values = rows
      .filter((row) => row.property === property && row.value !== null)
      .map(({ value, count }): FacetValue => {
        const text = value ?? "";
        const name = property === "account" ? accountNames.get(text) : valueLabels[property]?.[text];
        return { value: text, label: name ?? text, count };
      });
    const order = orders[property];
    return { property, label: labels[property], values: order ? byOrder(values, order) : values };
  });
  const tag = { property: "tag", label: "Tag", values: tags.map((row) => ({ ...row, label: row.value })) };
  return [...facets, tag].filter(({ values }) => values.length > 0);
}

function byOrder(values: readonly FacetValue[], order: readonly string[]): FacetValue[] {
  return values.toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value));
}
