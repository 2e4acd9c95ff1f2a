import { readFileSync } from "node:fs";

/**
 * How many tests of a runner passed and failed, read from its JSON report. A runner that wrote no report, ran nothing,
 * or says that all is well while it exits otherwise, has failed once.
 */
export function countTests(kind, reportPath, exitCode) {
  const report = readReport(reportPath);
  if (!report) return { passed: 0, failed: 1 };
  const counts = kind === "vitest" ? countVitest(report) : countPlaywright(report);
  const crashed = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return crashed ? { passed: counts.passed, failed: 1 } : counts;
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
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
}

function countPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}
