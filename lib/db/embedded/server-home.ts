import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { copyNativeFolder, findNativeFolder } from "#lib/db/embedded/binaries.ts";
import { findServerUser, giveTo, mayEnter, type ServerUser } from "#lib/db/embedded/server-user.ts";
import { ConfigurationError } from "#lib/errors.ts";

/** Where one embedded server lives, and as whom it runs. */
export interface ServerHome {
  /** Holds everything below; owned by the server's user. */
  readonly folder: string;
  /** PGDATA. */
  readonly dataFolder: string;
  readonly passwordFile: string;
  readonly logFile: string;
  /** The programs to run: in node_modules, or a copy that the server's user may read. */
  readonly nativeFolder: string;
  readonly user: ServerUser | null;
}

/**
 * Decides where the server lives: in `wanted`, unless Lamplight runs as root in a folder that the server's
 * unprivileged user may not enter (root's own home, say). Then data and programs go to a place it may enter, which is
 * remembered in `wanted`.
 */
export async function prepareServerHome(wanted: string, preferredUser?: string): Promise<ServerHome> {
  const user = await findServerUser(preferredUser);
  const native = await findNativeFolder();
  // Others may pass through (not look into) the folders above when the server runs as somebody else.
  await mkdir(wanted, { recursive: true, mode: user === null ? 0o700 : 0o711 });
  const folder = await placeFor(wanted, user);
  if (folder !== wanted) await mkdir(folder, { recursive: true, mode: 0o711 });
  await giveTo(user, folder);
  await chmod(folder, 0o700);
  const readable = user === null || (await mayEnter(user, join(native, "bin")));
  return {
    folder,
    dataFolder: join(folder, "data"),
    passwordFile: join(folder, "password"),
    logFile: join(folder, "postgres.log"),
    nativeFolder: readable ? native : await copyNativeFolder(native, join(folder, "native")),
    user,
  };
}

async function placeFor(wanted: string, user: ServerUser | null): Promise<string> {
  const note = join(wanted, "elsewhere");
  if (existsSync(note)) {
    const remembered = (await readFile(note, "utf8")).trim();
    if (existsSync(join(remembered, "data")) || user !== null) return remembered;
  }
  // The folder itself is given to the user; it is the way there that counts.
  if (user === null || (await mayEnter(user, resolve(wanted, "..")))) return wanted;
  const hash = createHash("sha256").update(resolve(wanted)).digest("hex").slice(0, 16);
  for (const base of ["/var/lib/lamplight", join(tmpdir(), "lamplight")]) {
    const created = await tryToCreate(base);
    if (created && (await mayEnter(user, base))) {
      const place = join(base, hash);
      await writeFile(note, `${place}\n`);
      return place;
    }
  }
  throw new ConfigurationError(`The user ${user.name}, who runs PostgreSQL, may not enter ${wanted}.`, {
    remedy: "Set LAMPLIGHT_DATA_DIR to a folder that every user may pass through.",
  });
}

async function tryToCreate(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
    return true;
  } catch (error) {
    // A read-only or foreign place: the next one is tried, and the caller speaks up when none is left.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
