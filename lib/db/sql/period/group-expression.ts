import { type Band, memoryBands, packageSizeBands } from "#lib/domain/fleet/bands.ts";
import type { Binder } from "./binder.ts";

/** By what functions can be grouped; the same words as the rollups'. */
export type FunctionDimension =
  | "runtime"
  | "architecture"
  | "packageType"
  | "codeSize"
  | "memory"
  | "vpc"
  | "snapStart"
  | "team"
  | "account"
  | "region";

/** The SQL expression, over relation `p`, of the value that a function has in a dimension. "" is "none" (no team). */
export function groupExpression(dimension: FunctionDimension, binder: Binder): string {
  switch (dimension) {
    case "runtime":
      return "coalesce(p.runtime, 'container image')";
    case "architecture":
      return "p.architecture";
    case "packageType":
      return "p.package_type";
    case "codeSize":
      return bandExpression("p.code_bytes", packageSizeBands, binder);
    case "memory":
      return bandExpression("p.memory_mb", memoryBands, binder);
    case "vpc":
      return "CASE WHEN p.vpc_id IS NULL THEN 'no VPC' ELSE 'in a VPC' END";
    case "snapStart":
      return "CASE WHEN p.snap_start = 'PublishedVersions' THEN 'SnapStart' ELSE 'no SnapStart' END";
    case "team":
      return "coalesce(p.team_id::text, '')";
    case "account":
      return "p.account_id";
    case "region":
      return "p.region";
  }
}

/** The name of the band that a size falls into, as bandOf (lib/domain/fleet) names it. */
function bandExpression(column: string, bands: readonly Band[], { bind }: Binder): string {
  const names = bind(bands.map(({ name }) => name));
  const from = bind(bands.map((band) => band.from));
  const band = `(${names}::text[])[greatest(1, width_bucket(${column}::float8, ${from}::float8[]))]`;
  return `CASE WHEN ${column} IS NULL THEN 'not known' ELSE ${band} END`;
}
