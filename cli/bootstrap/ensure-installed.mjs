import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./root.mjs";

const stampPath = join(root, "node_modules", ".lamplight-installed.json");
const lockFolder = join(root, ".lamplight");
const claimPath = join(lockFolder, "installing");

/** Native packages are those of this machine: a folder copied from another one is installed anew. */
const platform = `${process.platform}-${process.arch}`;

/**
 * Installs the packages of package-lock.json unless they are there already: told by a stamp that an install which
 * finished leaves behind, or by npm's own list of what it installed. `development` brings the tools of tests and checks
 * as well; an install with them serves both. Two processes never install at once.
 */
export async function ensureInstalled({ development, say = console.error }) {
  const wanted = { lock: sha256(join(root, "package-lock.json")), development, platform };
  if (isInstalled(wanted)) return false;
  await claim(say);
  try {
    if (isInstalled(wanted)) return false;
    say(`Installing packages${development ? " with the tools for tests" : ""} (about a minute, once)…`);
    await npmCi(development ? [] : ["--omit=dev"]);
    writeFileSync(stampPath, JSON.stringify(wanted));
    return true;
  } finally {
    rmSync(claimPath, { force: true });
  }
}

function isInstalled({ lock, development }) {
  const stamp = readJson(stampPath);
  if (stamp) return stamp.lock === lock && stamp.platform === platform && (stamp.development || !development);
  return npmHasInstalled(development);
}

/** Somebody ran npm themselves: every package that is needed here is in npm's list, in the version of the lock. */
function npmHasInstalled(development) {
  const list = readJson(join(root, "node_modules", ".package-lock.json"));
  const lock = readJson(join(root, "package-lock.json"));
  if (!list || !lock || !existsSync(join(root, "node_modules", "node", "bin"))) return false;
  return Object.entries(lock.packages).every(
    ([path, entry]) =>
      path === "" ||
      entry.optional ||
      entry.devOptional ||
      (entry.dev && !development) ||
      list.packages[path]?.version === entry.version,
  );
}

/** Waits for another process that installs; a claim of a dead one is taken over. */
async function claim(say) {
  mkdirSync(lockFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  for (let waits = 0; ; waits += 1) {
    try {
      writeFileSync(claimPath, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = existsSync(claimPath) ? Number(readFileSync(claimPath, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(claimPath, { force: true });
    else {
      if (waits === 0) say("Waiting for another Lamplight that installs packages…");
      await sleep(250);
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function sha256(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function readJson(path) {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
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
    const child = spawn(command, all, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.once("error", (cause) =>
      reject(new Error("npm could not be started. Install Node.js with npm, then try again.", { cause })),
    );
    child.once("close", (code) => {
      if (code === 0) return resolve();
      const said = Buffer.concat(chunks).toString().trim();
      reject(
        new Error(
          `npm ci failed (exit code ${code}). Check the disk and the way to the npm registry, then try again.\n${said}`,
        ),
      );
    });
  });
}
