import { sharedDatabase } from "#lib/db/shared-database.ts";

/** A function that can be compared with itself. */
export interface FoundFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** Functions by a part of their ARN, deleted ones too: their history stays. At most twenty. */
export function findFunctions(search: string): Promise<FoundFunction[]> {
  return sharedDatabase().prisma.function.findMany({
    where: { arn: { contains: search, mode: "insensitive" } },
    select: { arn: true, name: true, accountId: true, region: true },
    orderBy: [{ name: "asc" }, { arn: "asc" }],
    take: 20,
  });
}
