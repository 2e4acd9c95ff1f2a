#!/usr/bin/env node
/**
 * The `lamplight` command. Plain JavaScript that runs on any Node from 20.19 on: it installs what is missing, then
 * executes itself again on the pinned Node, which runs the TypeScript of cli/main.ts as it is.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureGenerated } from "./bootstrap/ensure-generated.mjs";
import { ensureInstalled } from "./bootstrap/ensure-installed.mjs";
import { nodeFlags, pinnedNode } from "./bootstrap/pinned-node.mjs";
import { root } from "./bootstrap/root.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Lamplight needs Node 20.19 or newer to begin with; this is ${process.versions.node}. Install a newer Node.`);
} else {
  try {
    await ensureInstalled({ development: false });
    ensureGenerated();
    run();
  } catch (error) {
    fail(error.message);
  }
}

function run() {
  // A detached terminal signal reaches both processes; the child decides when it is done, and we leave with its code.
  const words = [...nodeFlags, join(root, "cli/main.ts"), ...process.argv.slice(2)];
  const child = spawn(pinnedNode(), words, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => fail(`The pinned Node could not be started: ${error.message}.`));
  child.once("close", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
  });
}

function fail(message) {
  process.stderr.write(`lamplight: ${message}\n`);
  process.exitCode = 1;
}
