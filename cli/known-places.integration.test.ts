import { expect, it, onTestFinished } from "vitest";
import { createTestDatabase } from "#lib/testing/database.ts";
import { assertKnownPlaces } from "./known-places.ts";

it("what the store knows may be named, and what it does not know is said", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  for (const id of ["111122223333", "444455556666"]) {
    await database.prisma.account.create({ data: { id, name: id, origin: "configured", accessState: "known" } });
  }
  await database.prisma.accountRegion.create({ data: { accountId: "111122223333", region: "eu-west-1" } });
  const check = async (accounts?: string[], regions?: string[]) =>
    await assertKnownPlaces(database, { accounts, regions });
  await check();
  await check(["111122223333", "444455556666"]);
  await check(["111122223333"], ["eu-west-1"]);
  await check(undefined, ["eu-west-1"]);
  await expect(check(["999999999999"])).rejects.toThrow("Account 999999999999 is not connected.");
  await expect(check(["111122223333", "999999999999", "12"])).rejects.toThrow("Accounts 999999999999, 12 are not");
  await expect(check(undefined, ["mars"])).rejects.toThrow("Nothing was read of mars in any account yet.");
  await expect(check(["444455556666"], ["eu-west-1"])).rejects.toThrow("eu-west-1 in the account named");
});
