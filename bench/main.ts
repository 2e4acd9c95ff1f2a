import { parseArgs } from "node:util";
import { runBenches } from "./run-benches.ts";

/** `npm run bench`: the table of docs/benchmarks.md, or some of it; with --json one object a line and nothing else. */
const usage =
  "Usage: npm run bench -- [NAME…] [--json] [--all] [--functions N] [--file ROLES.json] [--list]\n" +
  "--all also runs the long ones; --list names them all.";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      functions: { type: "string", default: "1200" },
      file: { type: "string" },
    },
  });
  if (values.help) process.stdout.write(`${usage}\n`);
  else {
    const functions = Number(values.functions);
    if (!Number.isInteger(functions) || functions < 60 || functions > 100_000) {
      throw new Error("--functions is a whole number from 60 to 100000.");
    }
    await runBenches({ ...values, names: positionals, options: { functions, file: values.file ?? null } });
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : "an unknown fault"}\n`);
  process.exitCode = 1;
}
