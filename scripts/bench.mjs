/**
 * `npm run bench`: installs what is missing and runs bench/main.ts on the pinned Node, whatever the host has.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureGenerated } from "../cli/bootstrap/ensure-generated.mjs";
import { ensureInstalled } from "../cli/bootstrap/ensure-installed.mjs";
import { pinnedNode } from "../cli/bootstrap/pinned-node.mjs";
import { root } from "../cli/bootstrap/root.mjs";

try {
  await ensureInstalled({ development: false });
  ensureGenerated();
  const words = ["--disable-warning=ExperimentalWarning", join(root, "bench/main.ts"), ...process.argv.slice(2)];
  const child = spawn(pinnedNode(), words, { stdio: "inherit" });
  // A terminal's signal reaches both; the child closes what it opened, and this leaves with its code.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => fail(`the pinned Node could not be started: ${error.message}.`));
  child.once("close", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
  });
} catch (error) {
  fail(error.message);
}

function fail(message) {
  process.stderr.write(`bench: ${message}\n`);
  process.exitCode = 1;
}
