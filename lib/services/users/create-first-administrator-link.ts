import type { ServiceContext } from "#lib/services/context.ts";
import { createOneTimeLink } from "./one-time-link.ts";
import { simulatedAddressSuffix } from "./simulated-people.ts";

/** The address of the first administrator until that person says who they are. */
export const firstAdministratorAddress = "administrator@localhost";

/**
 * The one-time link for the first administrator, or null when a real person with that role has a password already.
 * Each call makes a new link and ends the one before, so that the last one printed is the one that works.
 */
export async function createFirstAdministratorLink(context: ServiceContext, baseUrl: string): Promise<string | null> {
  return context.inTransaction(async (transaction) => {
    const administrators = await transaction.user.count({
      where: {
        role: "admin",
        disabledAt: null,
        passwordHash: { not: null },
        NOT: { email: { endsWith: simulatedAddressSuffix } },
      },
    });
    if (administrators > 0) return null;
    const user = await transaction.user.upsert({
      where: { email: firstAdministratorAddress },
      create: { email: firstAdministratorAddress, name: "Administrator", role: "admin" },
      update: { role: "admin", disabledAt: null },
    });
    return createOneTimeLink(transaction, user.id, baseUrl, context.clock.now());
  });
}
