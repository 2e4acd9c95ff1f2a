import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second on every architecture that Node runs on (USER_HZ). */
const ticksPerSecond = 100;

/** Processor seconds, user and system, that a process has used so far; null where the system has no /proc. */
export function cpuSeconds(pid: number | undefined): number | null {
  const times = pid === undefined ? null : timesOf(pid);
  return times === null ? null : times.own;
}

/**
 * Processor seconds of a process with all its children, living and dead: PostgreSQL has one process for each connection,
 * and the ones that ended are counted by their parent.
 */
export function cpuSecondsOfFamily(pid: number): number | null {
  const times = timesOf(pid);
  if (times === null) return null;
  const living = childrenOf(pid).map((child) => timesOf(child)?.own ?? 0);
  return times.own + times.deadChildren + living.reduce((sum, seconds) => sum + seconds, 0);
}

/** The process that started another one; null where the system has no /proc. */
export function parentOf(pid: number): number | null {
  const fields = statOf(pid);
  return fields === null ? null : Number(fields[1]);
}

function timesOf(pid: number): { readonly own: number; readonly deadChildren: number } | null {
  const fields = statOf(pid);
  if (fields === null) return null;
  const seconds = (field: number) => Number(fields[field - 3]) / ticksPerSecond;
  return { own: seconds(14) + seconds(15), deadChildren: seconds(16) + seconds(17) };
}

/** The fields of /proc/PID/stat from the state (field 3 of proc(5)) on: the name before it may hold spaces. */
function statOf(pid: number): string[] | null {
  const text = read(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function childrenOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((task) =>
    (read(`${folder}/${task}/children`) ?? "").split(" ").flatMap((child) => (child === "" ? [] : Number(child))),
  );
}

/** Null for a process that has just ended. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}
