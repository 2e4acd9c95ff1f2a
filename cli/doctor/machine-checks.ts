import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { attention, bad, type Check, good } from "#cli/doctor/check.ts";
import { isWebBuilt } from "#cli/launcher/build-web.ts";
import { choosePort, usualPort } from "#cli/launcher/choose-port.ts";
import { runningConsole } from "#cli/launcher/launcher-note.ts";
import type { Config } from "#lib/config/config.ts";
import { hasCode } from "#lib/db/embedded/file-errors.ts";

const gigabyte = 1024 ** 3;

/** Node, disk, data folder, key, port and build: what this machine must give. */
export function machineChecks(config: Config): readonly Check[] {
  return [
    { name: "Node", run: async () => good(`Node ${process.versions.node}`) },
    { name: "Data folder", run: async () => checkDataFolder(config.dataDir) },
    { name: "Disk", run: async () => checkDisk(config.dataDir) },
    { name: "Installation key", run: async () => checkKey(config) },
    { name: "Console", run: () => checkConsole(config) },
  ];
}

function checkDataFolder(dataDir: string) {
  const folder = nearestFolder(dataDir);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (!hasCode(error, "EACCES") && !hasCode(error, "EROFS")) throw error;
    return bad(`${folder} is not writable.`, "Make it writable, or set LAMPLIGHT_DATA_DIR to a folder that is.");
  }
  return good(existsSync(dataDir) ? dataDir : `${dataDir} (made at the first start)`);
}

function checkDisk(dataDir: string) {
  const { bavail, bsize } = statfsSync(nearestFolder(dataDir));
  const free = bavail * bsize;
  const text = `${(free / gigabyte).toFixed(1)} GB free`;
  if (free < gigabyte) return bad(text, "Free at least 1 GB: the database stops when the disk is full.");
  if (free < 5 * gigabyte) return attention(text, "A fleet of 10,000 functions takes about 1.5 GB a year.");
  return good(text);
}

function checkKey(config: Config) {
  if (config.key !== null) return good("given by LAMPLIGHT_KEY");
  const path = join(config.dataDir, "installation.key");
  if (!existsSync(path)) return good("made at the first start");
  if ((statSync(path).mode & 0o077) !== 0) return bad(`${path} may be read by others.`, `Run: chmod 600 ${path}`);
  return good(path);
}

async function checkConsole(config: Config) {
  const running = runningConsole(config.dataDir);
  if (running !== undefined) return good(running === null ? "is starting" : `runs at ${running}`);
  const port = await choosePort(config.host, config.port);
  const built = (await isWebBuilt()) ? "built" : "built at the next start";
  const taken = config.port === null && port !== usualPort ? ` (${usualPort} is taken)` : "";
  return good(`does not run; ${built}; would use port ${port}${taken}`);
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
