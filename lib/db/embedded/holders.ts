import { existsSync, readFileSync, rmSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "#lib/db/embedded/file-errors.ts";
import { isAlive } from "#lib/db/embedded/postmaster.ts";

/** A process, told apart from a later one with the same number by its start time where the system tells it. */
export function processMark(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return `${pid} ${fields[19] ?? ""}`.trim();
  } catch (error) {
    if (isMissing(error)) return String(pid);
    throw error;
  }
}

/** Whether the process that wrote this mark still runs. */
export function isMarkAlive(mark: string): boolean {
  const pid = Number.parseInt(mark, 10);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && (mark === String(pid) || processMark(pid) === mark.trim());
}

/** Notes that this process uses the server. Several commands may; the last one to leave stops it. */
export async function enter(folder: string): Promise<void> {
  await mkdir(join(folder, "holders"), { recursive: true });
  await writeFile(holderFile(folder), processMark(process.pid));
}

/** Takes back the note. Returns whether another live process still uses the server. */
export async function leave(folder: string): Promise<boolean> {
  await rm(holderFile(folder), { force: true });
  const names = existsSync(join(folder, "holders")) ? await readdir(join(folder, "holders")) : [];
  let others = false;
  for (const name of names) {
    const path = join(folder, "holders", name);
    const mark = existsSync(path) ? readFileSync(path, "utf8") : "";
    if (isMarkAlive(mark)) others = true;
    else rmSync(path, { force: true });
  }
  return others;
}

const holderFile = (folder: string): string => join(folder, "holders", String(process.pid));
