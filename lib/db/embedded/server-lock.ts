import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { link, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode, isMissing } from "#lib/db/embedded/file-errors.ts";
import { isMarkAlive, processMark } from "#lib/db/embedded/holders.ts";
import { UnavailableError } from "#lib/errors.ts";

const pollMs = 25;
const lockLimitMs = 150_000;
/** What the last holder leaves behind. */
const free = "free";

/**
 * One process at a time starts or stops the server of a folder; a lock left by a dead process is taken over.
 *
 * Each holder makes the file of the next number, which only one process can, and nobody ever removes the highest: so two
 * processes that find the same dead holder at the same moment cannot both follow it, however slow one of them is.
 */
export async function withServerLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const locks = join(folder, "locks");
  await mkdir(locks, { recursive: true });
  const path = await takeLock(locks);
  try {
    return await work();
  } finally {
    await replaceFile(path, free);
  }
}

async function takeLock(locks: string): Promise<string> {
  const deadline = Date.now() + lockLimitMs;
  for (;;) {
    const last = await highest(locks);
    const mark = last === 0 ? free : readMark(lockPath(locks, last));
    if (mark === free || (mark !== null && !isMarkAlive(mark))) {
      if (await follow(locks, last + 1)) return lockPath(locks, last + 1);
      continue;
    }
    if (Date.now() > deadline) {
      throw new UnavailableError("Another Lamplight process has been starting or stopping the database for too long.", {
        remedy: `End it, then remove ${locks}.`,
      });
    }
    await sleep(pollMs);
  }
}

/** Makes the lock of a number, whole from its first moment on; false when somebody else has it, or a later one. */
async function follow(locks: string, number: number): Promise<boolean> {
  const path = lockPath(locks, number);
  const draft = join(locks, `draft-${randomUUID()}`);
  await writeFile(draft, processMark(process.pid));
  try {
    await link(draft, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const numbers = await numbersIn(locks);
  if (numbers.some((other) => other > number)) {
    // The one before was seen so long ago that others have come, gone and tidied up since.
    await rm(path, { force: true });
    return false;
  }
  for (const old of numbers) if (old < number) rmSync(lockPath(locks, old), { force: true });
  return true;
}

async function highest(locks: string): Promise<number> {
  return Math.max(0, ...(await numbersIn(locks)));
}

async function numbersIn(locks: string): Promise<readonly number[]> {
  return (await readdir(locks)).map((name) => Number(/^lock-(\d+)$/.exec(name)?.[1] ?? 0)).filter((n) => n > 0);
}

const lockPath = (locks: string, number: number): string => join(locks, `lock-${number}`);

/** Null where it has just been tidied up. */
function readMark(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The folder may have been removed meanwhile, together with the server. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}-${randomUUID()}`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
