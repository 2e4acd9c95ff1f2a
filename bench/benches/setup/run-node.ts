import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { nodeFlags } from "#cli/bootstrap/pinned-node.mjs";
import { root } from "#cli/root.ts";

export interface NodeRun {
  readonly wallSeconds: number;
  /** What it wrote on standard output. */
  readonly text: string;
  /** What it wrote on descriptor 3. */
  readonly report: string;
}

/** Runs a Node process in the checkout to its end, with the flags of every command, and times it from the start of the process until it is gone. */
export async function runNode(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<NodeRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const [[code], written, report] = await Promise.all([once(child, "close"), read(child.stdout), read(child.stdio[3])]);
  const wallSeconds = (performance.now() - started) / 1_000;
  if (code !== 0) throw new Error(`A process of the bench ended with exit code ${code}.`);
  return { wallSeconds, text: written, report };
}

async function read(stream: unknown): Promise<string> {
  if (!(stream instanceof Readable)) throw new Error("The process has no such output.");
  return await text(stream);
}
