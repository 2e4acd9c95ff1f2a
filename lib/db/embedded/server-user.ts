import { existsSync } from "node:fs";
import { chown, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigurationError } from "#lib/errors.ts";

/** The user that PostgreSQL runs as; null: the user that runs Lamplight. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root gives it to an unprivileged user: the one asked for, else `postgres`,
 * else `nobody`. Anybody else runs it as themselves.
 */
export async function findServerUser(preferred: string | undefined): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const entries = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const wanted = preferred === undefined ? ["postgres", "nobody"] : [preferred];
  for (const name of wanted) {
    const [, , uid, gid] = entries.find(([login]) => login === name) ?? [];
    if (uid !== undefined && gid !== undefined && uid !== "0") return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new ConfigurationError(
    `PostgreSQL may not run as root, and this machine has no unprivileged user called ${wanted.join(" or ")}.`,
    { remedy: "Start Lamplight as a normal user, or name an unprivileged user in LAMPLIGHT_POSTGRES_USER." },
  );
}

/** Whether the user may pass through (and read) the folder and everything above it. Judged by mode bits. */
export async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  if (existsSync(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 0o1) === 0) return false;
  }
  const parent = dirname(folder);
  return parent === folder || mayEnter(user, parent);
}

/** Gives a file or folder to the server's user; nothing to do when Lamplight runs the server as itself. */
export async function giveTo(user: ServerUser | null, path: string): Promise<void> {
  if (user !== null) await chown(path, user.uid, user.gid);
}
