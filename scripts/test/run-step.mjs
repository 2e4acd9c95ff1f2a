import { spawn } from "node:child_process";

/** Children that run now, so that an interrupted run leaves none behind. */
const running = new Set();

/** Ends every step that still runs, with what it started. */
export function stopSteps() {
  for (const child of running) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
}

/**
 * Runs one command and keeps its output; standard input is closed. Resolves with the exit code, never rejects: a command
 * that cannot be started is a failed step like any other.
 */
export function runStep({ command, args, cwd, env }) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    // Its own process group: what a test runner starts ends with it.
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const chunks = [];
    running.add(child);
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    const done = (exitCode, note = "") => {
      running.delete(child);
      resolve({ exitCode, output: Buffer.concat(chunks).toString() + note, seconds: (Date.now() - startedAt) / 1000 });
    };
    child.once("error", (error) => done(1, `${error.message}\n`));
    child.once("close", (code) => done(code ?? 1));
  });
}
