import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { PersonOption } from "#lib/domain/views/findings.ts";

/** People to whom a finding can be given: everybody who may sign in. */
export async function listAssignees(): Promise<PersonOption[]> {
  return sharedDatabase().prisma.user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}
