import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationList, SchemaContainer, SchemaFilter } from "#lib/db/migrate/schema-engine.ts";

/** The `prisma` folder of a checkout: schema, models and migrations. */
export const prismaFolder = fileURLToPath(new URL("../../../prisma", import.meta.url));

/** Tables made by hand-written migrations (partitioned ones), as in prisma.config.ts. Partitions are matched by their own names. */
export const externalTables: SchemaFilter = {
  externalTables: ["public.function_hours", "public.function_days"],
  externalEnums: [],
};

/** Every .prisma file of the folder, migrations left out. */
export async function readSchema(folder: string): Promise<SchemaContainer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".prisma"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(path, "utf8") })));
}

/** The migrations of the folder in their order, in the shape that the engine reads. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const baseDir = join(folder, "migrations");
  const lockfile = join(baseDir, "migration_lock.toml");
  const entries = existsSync(baseDir) ? await readdir(baseDir, { withFileTypes: true }) : [];
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: {
      path: relative(baseDir, lockfile),
      content: existsSync(lockfile) ? await readFile(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(join(baseDir, name, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
}
