import type { Database } from "#lib/db/client.ts";
import { listAccounts, listRegionsOf } from "#lib/db/sql/accounts.ts";
import { NotFoundError } from "#lib/errors.ts";

/** Accounts and Regions that a command was told to keep to. */
interface NamedPlaces {
  readonly accounts?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
}

/** Throws where an account or a Region was named that the store does not know: nothing of it would look like nothing there. */
export async function assertKnownPlaces(
  { pool }: Database,
  { accounts = [], regions = [] }: NamedPlaces,
): Promise<void> {
  if (accounts.length === 0 && regions.length === 0) return;
  const known = (await listAccounts(pool)).map(({ id }) => id);
  const strangers = accounts.filter((id) => !known.includes(id));
  if (strangers.length > 0) {
    const which = strangers.length === 1 ? `Account ${strangers[0]} is` : `Accounts ${strangers.join(", ")} are`;
    throw new NotFoundError(`${which} not connected.`, {
      remedy: "npx lamplight accounts list prints those that are.",
    });
  }
  const found = await listRegionsOf(pool, accounts.length === 0 ? known : accounts);
  const missing = regions.filter((region) => !found.includes(region));
  if (missing.length > 0) {
    const where = accounts.length === 0 ? "any account" : `the ${accounts.length === 1 ? "account" : "accounts"} named`;
    throw new NotFoundError(`Nothing was read of ${missing.join(", ")} in ${where} yet.`, {
      remedy: "Check the Region's name; npx lamplight sync --wait reads every Region that an account has enabled.",
    });
  }
}
