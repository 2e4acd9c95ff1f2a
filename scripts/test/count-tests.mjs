import { readFileSync } from "node:fs";

/**
 * How many tests of a runner passed and failed, and what failed by name and first line of its message, read from its
 * JSON report. A runner that wrote no report, ran nothing, or says that all is well while it exits otherwise, has failed
 * once.
 */
export function countTests(kind, reportPath, exitCode) {
  const report = readReport(reportPath);
  if (!report) return { passed: 0, failed: 1, failures: ["it wrote no report"] };
  const counts = kind === "vitest" ? countVitest(report) : countPlaywright(report);
  if (counts.failed > 0 || (exitCode === 0 && counts.passed > 0)) return counts;
  return {
    passed: counts.passed,
    failed: 1,
    failures: [counts.passed === 0 ? "no test ran" : `it exited with ${exitCode}, though no test failed`],
  };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

function countVitest(report) {
  // A file that cannot be loaded has no tests of its own, and is one failure.
  const unloadable = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${file.name}: ${fullName}: ${firstLine(failureMessages[0])}`),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    failures: [...failed, ...unloadable.map(({ name, message }) => `${name}: ${firstLine(message)}`)],
  };
}

function countPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  const failed = specsOf(report.suites).filter(({ ok }) => !ok);
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    failures: [
      ...failed.map(({ file, title, tests }) => `${file}: ${title}: ${firstLine(messageOf(tests))}`),
      ...report.errors.map(({ message }) => firstLine(message)),
    ],
  };
}

function specsOf(suites = []) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites)]);
}

function messageOf(tests) {
  return tests.flatMap(({ results }) => results.map(({ error }) => error?.message)).find((message) => message);
}

function firstLine(message = "") {
  return String(message).trim().split("\n")[0] ?? "";
}
