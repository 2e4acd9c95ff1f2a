import { parseArgs } from "node:util";
import { runBenches } from "./run-benches.ts";

/** `npm run bench`: the table of docs/benchmarks.md, or some of it; with --json one object a line and nothing else. */
const usage =
  "Usage: npm run bench -- [NAME…] [--json] [--all] [--quick] [--functions N] [--quota-scale N] [--sizes N,N] [--file ROLES.json] [--list]\n" +
  "--all also runs the long ones; --list names them all; --quick tries them at small sizes.";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      functions: { type: "string" },
      "quota-scale": { type: "string" },
      sizes: { type: "string" },
      file: { type: "string" },
    },
  });
  if (values.help) process.stdout.write(`${usage}\n`);
  else {
    const { quick, file = null, "quota-scale": scale } = values;
    const functions = values.functions === undefined ? null : functionCount("--functions", values.functions);
    const sizes = values.sizes?.split(",").map((text) => functionCount("--sizes", text)) ?? null;
    const quotaScale = scale === undefined ? null : Number(scale);
    if (quotaScale !== null && !(quotaScale > 0 && quotaScale <= 10_000)) {
      throw new Error("--quota-scale is a number above 0, 10000 at most.");
    }
    const options = { functions, quick, quotaScale, sizes, file };
    await runBenches({ ...values, names: positionals, options });
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : "an unknown fault"}\n`);
  process.exitCode = 1;
}

function functionCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 60 || count > 100_000) {
    throw new Error(`${option} takes whole numbers from 60 to 100000.`);
  }
  return count;
}
