import { existsSync, readFileSync } from "node:fs";

/** Where the kernel tells no memory of other processes, figures are null and say this. */
export const noMemoryNote = "needs /proc, which this system does not have";

/** Resident memory of a process at this moment, in MB; null where the system has no /proc. */
export const residentMb = (pid: number | undefined): number | null => field(pid, "VmRSS");

/** The most that a process has had resident so far, in MB; null where the system has no /proc. */
export const peakMb = (pid: number | undefined): number | null => field(pid, "VmHWM");

function field(pid: number | undefined, name: string): number | null {
  const path = `/proc/${pid}/status`;
  if (pid === undefined || !existsSync(path)) return null;
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(readFileSync(path, "utf8"))?.[1];
  return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6;
}
