import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { root } from "#cli/root.ts";

const run = promisify(execFile);

/** No settings of AWS, no store, and an endpoint that nobody answers: an estimate needs none of them. */
async function estimate(...words: string[]): Promise<{ stdout: string; stderr: string }> {
  const { PATH, HOME, NODE_ENV, NODE_COMPILE_CACHE } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_ENV,
    NODE_COMPILE_CACHE,
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    DATABASE_URL: "postgresql://127.0.0.1:9/none",
  };
  return run(process.execPath, ["--no-warnings", join(root, "cli/main.ts"), "sync", "--estimate", ...words], { env });
}

describe("lamplight sync --estimate of a described fleet", () => {
  it("is a table for people on standard output, with what a budget would slow", async () => {
    const { stdout, stderr } = await estimate(
      "--functions",
      "1000",
      "--accounts",
      "10",
      "--regions",
      "4",
      "--budget",
      "5",
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^What syncs ask of AWS: 1,000 functions in 10 accounts, 40 account-Regions/);
    expect(stdout).toMatch(/^ {2}detail +lambda GetFunction +1,000$/m);
    expect(stdout).toContain("Under the budget of $5.00 a month Lamplight reads metrics every 6 hours");
    expect(stdout).toContain("Taken for granted");
  });

  it("is JSON alone with --json", async () => {
    const { stdout, stderr } = await estimate("--functions", "50", "--json");
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      functions: 50,
      origin: { kind: "figures", figures: { functions: 50, accounts: 1, regions: 1 } },
      readings: [{ kind: "first" }, { kind: "hourly" }, { kind: "daily" }],
      levels: expect.arrayContaining([expect.objectContaining({ level: 6, usdPerMonth: 0 })]),
    });
  });

  it.each([
    [["--functions", "0"], "Give a whole number from 1."],
    [["--functions", "10", "--account", "111122223333"], "leave out --account"],
  ])("says what is wrong with %j", async (words, sentence) => {
    await expect(estimate(...words)).rejects.toMatchObject({ stderr: expect.stringContaining(sentence) });
  });
});
