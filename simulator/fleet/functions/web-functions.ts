import { between, chance } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetWebFunction } from "#simulator/fleet/types.ts";

const day = 86_400_000;
const sites = ["storefront", "status-page", "admin", "docs"] as const;

/** A few web functions in every third account-Region, also where nothing else is, and always in the first of all. */
export function webFunctionsOf(shape: FleetShape, cell: CellShape): readonly FleetWebFunction[] {
  const first = shape.cells[0]?.key === cell.key;
  if (!first && !chance(cell.key, "web functions", 0.3)) return [];
  const { length } = sites;
  return sites.slice(0, first ? length : between(cell.key, "web function count", 1, length)).map((site, place) => {
    const createdAt = new Date(shape.today - between(cell.key, `created ${site}`, 30, 200) * day);
    const failed = place === length - 1;
    return {
      functionName: `${site}-web`,
      functionArn: `arn:aws:lambda:${cell.region}:${cell.account.id}:web-function:${site}-web`,
      state: failed ? "Failed" : "Active",
      stateReason: failed ? "No revision of the function could be started." : "",
      createdAt,
      updatedAt: new Date(createdAt.getTime() + between(cell.key, `updated ${site}`, 1, 25) * day),
    };
  });
}
