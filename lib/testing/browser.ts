import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A browser for Playwright, and what its process needs in the environment. */
export interface Browser {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** An installed Chromium or Chrome, else the one inside the npm package @sparticuz/chromium, unpacked into `folder`. */
export async function findBrowser(folder: string): Promise<Browser> {
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((part) => names.map((name) => join(part, name)));
  const asked = process.env.LAMPLIGHT_BROWSER;
  for (const path of [...(asked ? [asked] : []), ...onPath, ...places]) {
    if (existsSync(path) && (await starts(path, {}))) return { executablePath: path, environment: {} };
  }
  return unpackBrowser(folder);
}

/** The package unpacks into the folder for temporary files; a process of its own has one of its own. */
async function unpackBrowser(folder: string): Promise<Browser> {
  await mkdir(folder, { recursive: true });
  const script = `import("@sparticuz/chromium").then(async ({ default: chromium }) => console.log(await chromium.executablePath()))`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    // It brings the libraries that bare machines lack, and unpacks them only where it thinks it runs on Lambda.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
  });
  const executablePath = stdout.trim();
  if (await starts(executablePath, {})) return { executablePath, environment: {} };
  const environment = { LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  if (await starts(executablePath, environment)) return { executablePath, environment };
  throw new Error("No browser runs here. Install Chromium or Chrome, or name one in LAMPLIGHT_BROWSER.");
}

async function starts(path: string, environment: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    await run(path, ["--version"], { env: { ...process.env, ...environment }, timeout: 30_000 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
