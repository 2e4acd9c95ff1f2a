import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { programPath } from "#lib/db/embedded/binaries.ts";
import { serverFailure } from "#lib/db/embedded/server-failure.ts";
import type { ServerHome } from "#lib/db/embedded/server-home.ts";
import { giveTo } from "#lib/db/embedded/server-user.ts";
import { ConfigurationError } from "#lib/errors.ts";

const run = promisify(execFile);

/** The database user that Lamplight connects as; owner of everything. */
export const databaseUser = "lamplight";

/** Creates the data folder with a random password, unless it is there. Returns the password. */
export async function initialiseData(home: ServerHome): Promise<string> {
  const versionFile = join(home.dataFolder, "PG_VERSION");
  if (existsSync(versionFile) && existsSync(home.passwordFile)) {
    await checkVersion(home, (await readFile(versionFile, "utf8")).trim());
    return (await readFile(home.passwordFile, "utf8")).trim();
  }
  if (existsSync(versionFile)) {
    throw new ConfigurationError(`The database's password file ${home.passwordFile} is missing.`, {
      remedy: "Restore the file, or move the data folder away to begin anew.",
    });
  }
  const password = randomBytes(24).toString("base64url");
  await writeFile(home.passwordFile, `${password}\n`, { mode: 0o600 });
  await giveTo(home.user, home.passwordFile);
  await createCluster(home);
  return password;
}

async function createCluster(home: ServerHome): Promise<void> {
  // Made aside and renamed at the end would break initdb's own paths; a half-made folder is removed instead.
  await rm(home.dataFolder, { recursive: true, force: true });
  await mkdir(home.dataFolder, { recursive: true, mode: 0o700 });
  await giveTo(home.user, home.dataFolder);
  await chmod(home.dataFolder, 0o700);
  const identity = home.user === null ? {} : { uid: home.user.uid, gid: home.user.gid };
  try {
    await run(
      await programPath(home.nativeFolder, "initdb"),
      [
        `--pgdata=${home.dataFolder}`,
        `--username=${databaseUser}`,
        `--pwfile=${home.passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // Code point order, the same on every machine and independent of its installed locales.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        "--no-sync",
      ],
      { ...identity, cwd: home.folder, env: { ...process.env, LC_ALL: "C" } },
    );
  } catch (cause) {
    await rm(home.dataFolder, { recursive: true, force: true });
    throw serverFailure("could not create its data folder", cause instanceof Error ? cause.message : "", home, cause);
  }
}

async function checkVersion(home: ServerHome, found: string): Promise<void> {
  const program = await run(await programPath(home.nativeFolder, "postgres"), ["--version"]);
  const expected = /(\d+)/.exec(program.stdout)?.[1];
  if (expected === found) return;
  throw new ConfigurationError(
    `The data in ${home.dataFolder} was written by PostgreSQL ${found}; the embedded server is version ${expected}.`,
    { remedy: "Move the data over with pg_upgrade or a dump, or move the folder away to begin anew." },
  );
}
