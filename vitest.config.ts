import { defineConfig } from "vitest/config";

/** Unit tests stand beside the code (`x.test.ts`); tests that need PostgreSQL or the simulated AWS are `x.integration.test.ts`. */
export default defineConfig({
  test: {
    setupFiles: ["lib/testing/seeded-properties.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // For what hangs. The tool's own five seconds are too few for a property that a busy machine works on.
          testTimeout: 60_000,
          include: ["{lib,simulator,cli,worker,scripts,components,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{lib,simulator,cli,worker,scripts,bench}/**/*.integration.test.ts"],
          globalSetup: ["lib/testing/global-database.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
