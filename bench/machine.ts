import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { root } from "#cli/root.ts";

/** What the figures were measured on, and of which code. */
export function machineLine(): string {
  const processor = cpus()[0]?.model.trim() || process.arch;
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${availableParallelism()} cores (${processor}), ${memory}, Node ${process.versions.node}, ${process.platform} ${process.arch}; commit ${commit()}; load before the run ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

function commit(): string {
  const head = git("rev-parse", "--short=12", "HEAD");
  if (head === null) return "unknown";
  return git("status", "--porcelain", "--untracked-files=no") === "" ? head : `${head} with uncommitted changes`;
}

function git(...words: string[]): string | null {
  const { status, stdout } = spawnSync("git", ["-C", root, ...words], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
