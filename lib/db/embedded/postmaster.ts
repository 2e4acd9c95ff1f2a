import { existsSync, readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasCode, isMissing } from "#lib/db/embedded/file-errors.ts";

/** What a running server has written into postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * The live server of a data folder; null when there is none. A note left by a crash is not believed: its process must
 * exist and, where the system tells, be a server of this very folder.
 */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readIfThere(join(dataFolder, "postmaster.pid"));
  if (text === null) return null;
  const [pidLine = "", , , portLine = "", , , , status = ""] = text.split("\n");
  const pid = Number.parseInt(pidLine, 10);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !(await serves(pid, dataFolder))) return null;
  return { pid, port: Number.parseInt(portLine, 10) || 0, ready: status.trim() === "ready" };
}

/** Removes what a crashed server left. Only to be called when {@link findPostmaster} found nobody. */
export async function clearStalePostmaster(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, "postmaster.pid"), { force: true });
}

/** Whether a process runs. One that has ended and waits to be buried by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (!hasCode(error, "EPERM")) return false;
  }
  return !/^[ZX]/.test(processState(pid));
}

/** Linux's letter for the state of a process; "" elsewhere. */
function processState(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "");
  } catch (error) {
    if (isMissing(error)) return "";
    throw error;
  }
}

/** Linux tells the command line of a process; elsewhere a live process with that number is taken to be the server. */
async function serves(pid: number, dataFolder: string): Promise<boolean> {
  if (!existsSync("/proc/self/cmdline")) return true;
  const command = await readIfThere(`/proc/${pid}/cmdline`);
  return command?.split("\0").includes(dataFolder) ?? false;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
