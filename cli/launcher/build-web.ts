import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { root } from "#cli/root.ts";
import { AppError } from "#lib/errors.ts";

const sources = ["app", "components", "lib", "public"];
const files = ["next.config.ts", "postcss.config.mjs", "proxy.ts", "package-lock.json", "tsconfig.json"];
const stampFile = join(root, ".next", "lamplight-sources");

/** Whether the console has been built from the present sources. */
export async function isWebBuilt(): Promise<boolean> {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === (await hashSources());
}

/** Builds the console. `signal` ends a build that is no longer wanted. */
export async function buildWeb(signal: AbortSignal): Promise<void> {
  const hash = await hashSources();
  // Without the stamp a build that breaks off counts as none.
  await rm(stampFile, { force: true });
  const output = await run(["build"], signal);
  if (output.code !== 0) {
    signal.throwIfAborted();
    throw new AppError("internal", `The console could not be built.\n${output.text.trim()}`, {
      remedy: "Free disk space or memory if that is what it says; otherwise report it.",
    });
  }
  await writeFile(stampFile, hash);
}

function run(words: string[], signal: AbortSignal): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), ...words], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CI: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const abort = () => child.kill("SIGTERM");
    signal.addEventListener("abort", abort, { once: true });
    child.once("error", reject);
    child.once("close", (code) => {
      signal.removeEventListener("abort", abort);
      resolve({ code, text: Buffer.concat(chunks).toString() });
    });
  });
}

/** One hash over everything that the built console is made of: paths and contents, tests and the generated client left out. */
async function hashSources(): Promise<string> {
  const listed = await Promise.all(
    sources
      .filter((folder) => existsSync(join(root, folder)))
      .map(async (folder) => {
        const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map((entry) => relative(root, join(entry.parentPath, entry.name)));
      }),
  );
  const paths = [...listed.flat(), ...files.filter((file) => existsSync(join(root, file)))]
    .filter((path) => !/\.test\.tsx?$|^lib[\\/](testing|db[\\/]generated)[\\/]/.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(await readFile(join(root, path)));
  return hash.digest("hex");
}
