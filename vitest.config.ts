import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./lib/testing/longest-first.ts";

/** A sync waits for the store and for timers about half of its time: two files fill two processors. One store serves all. */
const integrationWorkers = Math.min(4, Math.max(2, availableParallelism() - 1));

/** Unit tests stand beside the code (`x.test.ts`); tests that need PostgreSQL or the simulated AWS are `x.integration.test.ts`. */
export default defineConfig({
  test: {
    setupFiles: ["lib/testing/seeded-properties.ts", "lib/testing/restored-environment.ts"],
    // Node loads the files as it does when Lamplight runs: nothing is rewritten, and what was compiled once is kept.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // For what hangs. The tool's own five seconds are too few for a property that a busy machine works on.
          testTimeout: 60_000,
          // What these test keeps nothing between two calls that a test could see; a process for each file would take
          // longer than the tests in it.
          isolate: false,
          include: ["{lib,simulator,cli,worker,scripts,components,bench}/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{lib,simulator,cli,worker,scripts,bench}/**/*.integration.test.ts"],
          globalSetup: ["lib/testing/global-database.ts"],
          maxWorkers: integrationWorkers,
          // For what hangs: several syncs on a slow machine that does other things beside them take minutes.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
