import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const stampPath = join(root, "node_modules", ".lamplight-installed.json");

/**
 * Installs the packages of package-lock.json unless they are there already: told by a stamp that an install which
 * finished leaves behind. `development` brings the tools of tests and checks as well; an install with them serves both.
 */
export async function ensureInstalled({ development, say = console.error }) {
  const lock = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  const stamp = readStamp();
  if (stamp?.lock === lock && stamp.platform === platform && (stamp.development || !development)) return false;
  say(`Installing packages${development ? " with the tools for tests" : ""} (about a minute, once)…`);
  await npmCi(development ? [] : ["--omit=dev"]);
  writeFileSync(stampPath, JSON.stringify({ lock, development, platform }));
  return true;
}

/** Native packages are those of this machine: a folder copied from another one is installed anew. */
const platform = `${process.platform}-${process.arch}`;

function readStamp() {
  if (!existsSync(stampPath)) return null;
  try {
    return JSON.parse(readFileSync(stampPath, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Resolves when npm has finished; what it says is shown only when it fails. */
function npmCi(options) {
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...options];
  // npm's own script where npm started us, so that PATH need not hold it.
  const [command, all] = npm?.endsWith(".js") ? [process.execPath, [npm, ...args]] : ["npm", args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.once("error", (cause) => reject(new Error("npm could not be started. Install Node.js with npm, then try again.", { cause })));
    child.once("close", (code) => {
      if (code === 0) return resolve();
      const said = Buffer.concat(chunks).toString().trim();
      reject(new Error(`npm ci failed (exit code ${code}). Check the disk and the way to the npm registry, then try again.\n${said}`));
    });
  });
}
