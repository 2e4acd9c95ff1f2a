import { listPrices } from "#lib/domain/cost/price-list.ts";
import type { Binder } from "./binder.ts";

const architectures = ["x86_64", "arm64"] as const;

/** What has a whole price in USD. Regions and architectures without one are absent, so that their money stays unknown. */
const rows = [...listPrices.regions.values()].flatMap((prices) =>
  architectures.flatMap((architecture) => {
    const { request, durationTiers } = prices[architecture];
    const gbSecond = durationTiers[0]?.price;
    if (prices.currency !== "USD" || request === null || gbSecond === undefined) return [];
    return [{ region: prices.region, architecture, request, gbSecond }];
  }),
);

/** The relation `price(region, architecture, request, gb_second)`: list prices in USD, duration at its first tier. */
export function priceRelation({ bind }: Binder): string {
  const columns = [
    `${bind(rows.map(({ region }) => region))}::text[]`,
    `${bind(rows.map(({ architecture }) => architecture))}::text[]`,
    `${bind(rows.map(({ request }) => request))}::float8[]`,
    `${bind(rows.map(({ gbSecond }) => gbSecond))}::float8[]`,
  ];
  return `unnest(${columns.join(", ")}) AS price(region, architecture, request, gb_second)`;
}
