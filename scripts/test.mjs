/**
 * `npm test`: on a fresh clone does all set-up, then runs every check and every test, browser included. Goes on after a
 * failure, so that one run tells all. The last line is `N passed, N failed` over all runners.
 *
 * Plain JavaScript, since it begins on whatever Node the machine has.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "../cli/bootstrap/ensure-installed.mjs";
import { pinnedNode } from "../cli/bootstrap/pinned-node.mjs";
import { root } from "../cli/bootstrap/root.mjs";
import { countTests } from "./test/count-tests.mjs";
import { runStep, stopSteps } from "./test/run-step.mjs";
import { stepsOf } from "./test/steps.mjs";

const reports = mkdtempSync(join(tmpdir(), "lamplight-test-"));
const compiled = join(root, "node_modules", ".cache", "lamplight-tests");
const totals = { passed: 0, failed: 0 };
const failures = [];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    stopSteps();
    rmSync(reports, { recursive: true, force: true });
    process.exit(1);
  });
}

await ensureInstalled({ development: true });
const node = pinnedNode();

const { lanes, afterwards } = stepsOf(reports);
if (await run({ name: "database client", script: "scripts/generate-client.mjs", args: [] })) {
  await Promise.all(lanes.map(runLane));
  await runLane(afterwards);
}
rmSync(reports, { recursive: true, force: true });
// Whoever sees only the end of a long output sees what failed.
for (const failure of failures) console.log(`failed: ${failure}`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
console.log(`${totals.passed} passed, ${totals.failed} failed`);

async function runLane(steps) {
  for (const step of steps) await run(step);
}

/** Runs a step, prints its output when it is done (two lanes would mix it), and counts it. Says whether all was well. */
async function run(step) {
  const script = step.script ? join(root, step.script) : join(root, "node_modules", step.bin);
  const { exitCode, output, seconds } = await runStep({
    ...commandOf(step, script),
    cwd: root,
    env: {
      ...{ ...process.env, CI: "true", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1" },
      // Several hundred processes load the same modules: each is compiled once.
      NODE_COMPILE_CACHE: compiled,
      ...step.env,
    },
  });
  const counts = step.report
    ? countTests(step.report.kind, step.report.path, exitCode)
    : { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, failures: exitCode === 0 ? [] : ["see above"] };
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  failures.push(...counts.failures.map((failure) => `${step.name}: ${failure}`));
  console.log(`\n── ${step.name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds.toFixed(1)} s`);
  if (output.trim()) console.log(output.trimEnd());
  return counts.failed === 0;
}

/** Biome's bin is a launcher script for Node like the others. */
function commandOf(step, script) {
  return { command: node, args: [script, ...step.args] };
}
