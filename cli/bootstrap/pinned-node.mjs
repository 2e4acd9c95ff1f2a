import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * How it is started: a young generation as large as Node allows by itself holds 100 MB more of what nobody needs any
 * longer, and saves next to no time. Modules that were compiled at an earlier start are not compiled again.
 */
export const nodeFlags = [
  "--disable-warning=ExperimentalWarning",
  "--max-semi-space-size=16",
  `--import=${new URL("compile-cache.mjs", import.meta.url)}`,
];

/**
 * The Node that Lamplight runs on: the one that the npm package `node` brings, whatever the host has. It runs our
 * TypeScript files directly.
 */
export function pinnedNode() {
  const path = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(path)) {
    throw new Error(
      `The pinned Node is missing at ${path}. Remove node_modules and start again, so that it is installed anew.`,
    );
  }
  return path;
}
