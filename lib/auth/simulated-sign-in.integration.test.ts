import { expect, it, onTestFinished } from "vitest";
import { roles } from "#lib/domain/permissions/roles.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { simulatedUser } from "./simulated-sign-in.ts";

it("lets in all who press a role's button at the same moment for the first time, as one person", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  for (const role of roles) {
    const users = await Promise.all(Array.from({ length: 8 }, () => simulatedUser(database, role)));
    expect(new Set(users.map((user) => user?.id)).size).toBe(1);
    expect(users[0]?.email).toBe(`${role}@lamplight.example`);
  }
  await database.prisma.user.updateMany({ where: { role: "admin" }, data: { disabledAt: new Date() } });
  expect(await simulatedUser(database, "admin")).toBeNull();
  expect(await simulatedUser(database, "owner")).toBeNull();
});
