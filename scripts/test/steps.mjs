import { join } from "node:path";

/**
 * The steps of `npm test` as two lanes that run side by side on two cores, and what comes after both: the browser needs
 * the build, and the machine to itself. A step without `report` counts as one test.
 */
export function stepsOf(reports) {
  const vitest = (project) => ({
    name: project,
    bin: "vitest/vitest.mjs",
    args: [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${join(reports, `${project}.json`)}`,
    ],
    report: { kind: "vitest", path: join(reports, `${project}.json`) },
  });
  const check = (name, bin, ...args) => ({ name, bin, args });
  return {
    lanes: [
      [
        check("lint", "@biomejs/biome/bin/biome", "check", "."),
        check("types", "typescript/bin/tsc", "--noEmit"),
        check("domain types", "typescript/bin/tsc", "--noEmit", "-p", "lib/domain"),
        check(
          "imports",
          "dependency-cruiser/bin/dependency-cruise.mjs",
          "--config",
          ".dependency-cruiser.cjs",
          ...ourFolders,
        ),
        check("dead code", "knip/bin/knip.js"),
        { name: "build", script: "scripts/build-web.ts", args: [] },
      ],
      [vitest("unit"), vitest("integration")],
    ],
    afterwards: [
      {
        name: "browser",
        bin: "@playwright/test/cli.js",
        args: ["test", "--reporter=list,json"],
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "browser.json") },
        report: { kind: "playwright", path: join(reports, "browser.json") },
      },
    ],
  };
}

const ourFolders = ["app", "components", "lib", "simulator", "worker", "cli", "scripts", "e2e", "bench"];
