import { defineConfig, devices } from "@playwright/test";

/** The set-up starts Lamplight on the simulated AWS and finds a browser; both reach the workers through the environment. */
const browser = process.env.LAMPLIGHT_E2E_BROWSER;
const shared = {
  ...(process.env.LAMPLIGHT_E2E_URL ? { baseURL: process.env.LAMPLIGHT_E2E_URL } : {}),
  launchOptions: {
    ...(browser ? { executablePath: browser } : {}),
    // Chromium's sandbox refuses root, and containers often forbid it to everybody else.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  },
  // A trace takes a fifth of the processor's time, in tests that pass as well. To look into one that fails: `--trace on`.
  trace: "off" as const,
  screenshot: "only-on-failure" as const,
};

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./lib/testing/browser-setup.ts",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // For what hangs; a slow machine takes its time to look through a page of some thousand elements twice.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 }, ...shared } },
    {
      name: "mobile",
      // What has to hold on a phone: every page, and signing in.
      testMatch: /(accessibility|mobile)\.spec\.ts/,
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, ...shared },
    },
  ],
});
