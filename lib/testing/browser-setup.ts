import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findBrowser } from "./browser.ts";

/** Whoever calls Playwright by its bin does so on the host's Node, which may be too old for our files. */
const pinnedNode = join(process.cwd(), "node_modules/.bin/node");

/** Playwright's global set-up: a browser and a running Lamplight, told to the workers through the environment. */
export default async function setUpBrowserTests(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "lamplight-browser-"));
  const browser = await findBrowser(folder);
  Object.assign(process.env, browser.environment, { LAMPLIGHT_E2E_BROWSER: browser.executablePath });
  const stack = spawn(pinnedNode, ["--disable-warning=ExperimentalWarning", "lib/testing/stack-process.ts"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const tearDown = async () => {
    if (stack.exitCode === null) {
      const gone = once(stack, "exit");
      stack.kill("SIGTERM");
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url, databaseUrl, startedAt } = await addressesOf(stack);
    Object.assign(process.env, {
      LAMPLIGHT_E2E_URL: url,
      LAMPLIGHT_E2E_DATABASE_URL: databaseUrl,
      LAMPLIGHT_E2E_STARTED_AT: startedAt,
    });
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}

const ready = z.object({ details: z.object({ url: z.string(), databaseUrl: z.string(), startedAt: z.string() }) });

function addressesOf(stack: ChildProcess): Promise<z.infer<typeof ready>["details"]> {
  return new Promise((resolve, reject) => {
    stack.once("message", (message) => {
      const { success, data } = ready.safeParse(message);
      if (success) resolve(data.details);
      else reject(new Error("The test stack said something else than that it is ready."));
    });
    stack.once("exit", (code) => reject(new Error(`The test stack did not start (exit code ${code}).`)));
  });
}
