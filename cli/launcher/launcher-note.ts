import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { hasCode } from "#lib/db/embedded/file-errors.ts";
import { isMarkAlive, processMark } from "#lib/db/embedded/holders.ts";
import { ConflictError } from "#lib/errors.ts";

const noteSchema = z.object({ mark: z.string(), url: z.string().nullable() });

const noteFile = (dataDir: string): string => join(dataDir, "running.json");

/**
 * Claims the data folder for this launcher; a second one is told where the first runs. A note left by a killed launcher
 * counts for nothing. Returns how to tell the address and how to give the folder back.
 */
export function claimDataFolder(dataDir: string): { announce(url: string): void; giveBack(): void } {
  const path = noteFile(dataDir);
  mkdirSync(dataDir, { recursive: true });
  const write = (url: string | null, flag: "w" | "wx") =>
    writeFileSync(path, JSON.stringify({ mark: processMark(process.pid), url }), { flag, mode: 0o600 });
  if (existsSync(path) && runningConsole(dataDir) === undefined) rmSync(path, { force: true });
  try {
    write(null, "wx");
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    const url = runningConsole(dataDir);
    throw new ConflictError(`Lamplight runs on this data folder already${url ? `: ${url}` : ""}.`, {
      remedy: "Use that one, stop it first, or set LAMPLIGHT_DATA_DIR to another folder.",
    });
  }
  return { announce: (url) => write(url, "w"), giveBack: () => rmSync(path, { force: true }) };
}

/** The address of the console that runs on a data folder; null while it starts; undefined when none runs. */
export function runningConsole(dataDir: string): string | null | undefined {
  const path = noteFile(dataDir);
  if (!existsSync(path)) return undefined;
  const note = noteSchema.safeParse(parseJson(readFileSync(path, "utf8")));
  return note.success && isMarkAlive(note.data.mark) ? note.data.url : undefined;
}

/** A note that was cut off by a full disk or a crash says nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
