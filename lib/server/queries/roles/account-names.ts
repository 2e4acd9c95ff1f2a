import { sharedDatabase } from "#lib/db/shared-database.ts";

/** Names of the accounts that Lamplight knows, by their ids. */
export async function listAccountNames(): Promise<ReadonlyMap<string, string>> {
  const accounts = await sharedDatabase().prisma.account.findMany({ select: { id: true, name: true } });
  return new Map(accounts.map(({ id, name }) => [id, name]));
}
