import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createDatabaseOn, dropDatabaseOn } from "#lib/db/embedded/databases.ts";
import { ConfigurationError } from "#lib/errors.ts";
import { applyMigrations, createMigration, migrationStatus } from "./migrations.ts";
import { prismaFolder } from "./schema-files.ts";

let folder: string;
let url: string;
const name = "migrations_test";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-prisma-"));
  await cp(prismaFolder, folder, { recursive: true });
  const address = new URL(inject("databaseServerUrl"));
  await createDatabaseOn(address.href, name);
  address.pathname = `/${name}`;
  url = address.href;
});
afterEach(async () => {
  await dropDatabaseOn(inject("databaseServerUrl"), name);
  await rm(folder, { recursive: true });
});

describe("migrations", () => {
  it("lead to the schema: there is nothing left to write", async () => {
    await expect(createMigration("nothing", url, folder)).resolves.toBeNull();
  });

  it("are applied once, also by two starters at the same time", async () => {
    const applied = await Promise.all([applyMigrations(url, folder), applyMigrations(url, folder)]);
    const { pending } = await migrationStatus(url, folder);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(pending).toEqual([]);
  });

  it("are written for what changed in the schema, partitioned tables left alone", async () => {
    const schema = join(folder, "schema.prisma");
    await writeFile(schema, `${await readFile(schema, "utf8")}\nmodel Added {\n  id Int @id\n\n  @@map("added")\n}\n`);
    const path = await createMigration("added", url, folder);
    const script = await readFile(path ?? "", "utf8");
    expect(script).toContain('CREATE TABLE "added"');
    expect(script).not.toMatch(/DROP|function_hours|function_days/);
    await expect(applyMigrations(url, folder)).resolves.toHaveLength(1);
  });

  it("of a newer Lamplight are refused", async () => {
    await applyMigrations(url, folder);
    await rm(join(folder, "migrations", "20261121000100_function_metrics"), { recursive: true });
    await expect(applyMigrations(url, folder)).rejects.toThrow(ConfigurationError);
  });
});
