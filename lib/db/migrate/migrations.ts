import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withMigrationLock } from "#lib/db/migrate/migration-lock.ts";
import { type SchemaEngine, withSchemaEngine } from "#lib/db/migrate/schema-engine.ts";
import { externalTables, prismaFolder, readMigrations, readSchema } from "#lib/db/migrate/schema-files.ts";
import { AppError, ConfigurationError } from "#lib/errors.ts";

export interface MigrationStatus {
  /** In the folder, not yet in the database. */
  readonly pending: readonly string[];
  /** Begun in the database and broken off. */
  readonly failed: readonly string[];
  /** In the database, not in the folder: the database belongs to a newer Lamplight. */
  readonly unknown: readonly string[];
  /** Changed in the folder after they were applied. */
  readonly edited: readonly string[];
}

/** Brings the database up to the migrations of the folder. Returns the names of those applied now; waits for another starter. */
export async function applyMigrations(databaseUrl: string, folder: string = prismaFolder): Promise<string[]> {
  return withMigrationLock(databaseUrl, () =>
    withEngine(databaseUrl, async (engine) => {
      const status = await diagnose(engine, folder);
      refuseUnsafe(status);
      if (status.pending.length === 0) return [];
      const migrationsList = await readMigrations(folder);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: externalTables });
      return appliedMigrationNames;
    }),
  );
}

/** How the database stands to the migrations of the folder. Changes nothing. */
export async function migrationStatus(databaseUrl: string, folder: string = prismaFolder): Promise<MigrationStatus> {
  return withEngine(databaseUrl, (engine) => diagnose(engine, folder));
}

/**
 * For developers: writes the migration that leads from the folder's migrations to its schema; null when there is no
 * difference. `scratchUrl` names an empty database on which the present migrations are played.
 */
export async function createMigration(
  name: string,
  scratchUrl: string,
  folder: string = prismaFolder,
): Promise<string | null> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new ConfigurationError("A migration's name is made of a–z, 0–9 and _.");
  await applyMigrations(scratchUrl, folder);
  const files = await readSchema(folder);
  return withEngine(scratchUrl, async (engine) => {
    // The "data source" of the schema is the scratch database that the engine was opened on.
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: folder },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: externalTables,
    });
    const script = stdout ?? "";
    if (script.trim() === "" || script.includes("This is an empty migration")) return null;
    const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const target = join(folder, "migrations", `${timestamp}_${name}`);
    await mkdir(target, { recursive: true });
    await writeFile(join(target, "migration.sql"), script);
    return join(target, "migration.sql");
  });
}

async function diagnose(engine: SchemaEngine, folder: string): Promise<MigrationStatus> {
  const migrationsList = await readMigrations(folder);
  const { history, failedMigrationNames, editedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: externalTables,
  });
  return {
    pending: history !== null && "unappliedMigrationNames" in history ? history.unappliedMigrationNames : [],
    unknown: history !== null && "unpersistedMigrationNames" in history ? history.unpersistedMigrationNames : [],
    failed: failedMigrationNames,
    edited: editedMigrationNames,
  };
}

function refuseUnsafe({ failed, unknown }: MigrationStatus): void {
  if (failed.length > 0) {
    throw new ConfigurationError(`The migration ${failed.join(", ")} was broken off in this database.`, {
      remedy: "Restore the database from a backup made before it, then start again.",
    });
  }
  if (unknown.length > 0) {
    throw new ConfigurationError(`The database was migrated by a newer Lamplight (${unknown.join(", ")}).`, {
      remedy: "Use that version, or restore a backup made before it.",
    });
  }
}

async function withEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  try {
    return await withSchemaEngine(databaseUrl, work);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("internal", `The database could not be migrated: ${firstLines(detail)}`, {
      remedy: "A migration that was broken off is recorded as failed; report it with the log.",
      cause,
    });
  }
}

/** The engine's own words without its trace. */
function firstLines(detail: string): string {
  return detail
    .split(/\n\s*0: /, 1)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
