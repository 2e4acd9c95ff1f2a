import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "#cli/root.ts";

const main = join(root, "cli/main.ts");
const tail = ["--quota-scale", "50"];

type Settings = Readonly<Record<string, string | undefined>>;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let simulator: ChildProcess;
/** What `lamplight simulate` printed for clients, and nothing else. */
let printed: Settings;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-commands-"));
  const planted = ["simulate", "--accounts", "2", "--functions", "40", "--seed", "23", "--truth", truthFile()];
  simulator = spawn(process.execPath, [main, ...planted, ...tail], { stdio: ["ignore", "pipe", "ignore"] });
  printed = await printedEnvironment(simulator);
});

afterAll(async () => {
  const ended = once(simulator, "exit");
  simulator.kill("SIGTERM");
  await ended;
  await rm(folder, { recursive: true, force: true });
});

const truthFile = () => join(folder, "truth.json");

async function printedEnvironment({ stdout }: ChildProcess): Promise<Settings> {
  const found: Record<string, string | undefined> = {};
  if (stdout === null) throw new Error("The simulator has no output.");
  for await (const line of createInterface(stdout)) {
    const [, name, value] = /^\s+export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) found[name] = value;
    if (name === "AWS_REGION") break;
  }
  return found;
}

/** Runs a command with the printed environment, a data folder of its own and nothing else of this process's settings. */
function start(words: readonly string[], more: Settings = {}): ChildProcess {
  const { PATH, HOME, NODE_ENV, NODE_COMPILE_CACHE } = process.env;
  const env = {
    NODE_ENV,
    NODE_COMPILE_CACHE,
    PATH,
    HOME,
    LAMPLIGHT_DATA_DIR: join(folder, "data"),
    LAMPLIGHT_QUOTA_SCALE: "50",
    ...printed,
    ...more,
  };
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...words], { env, cwd: folder });
}

async function lamplight(words: readonly string[], more: Settings = {}): Promise<Ended> {
  const child = start(words, more);
  const read = async (stream: NodeJS.ReadableStream | null) => {
    let text = "";
    for await (const piece of stream ?? []) text += String(piece);
    return text;
  };
  const [stdout, stderr, [code]] = await Promise.all([read(child.stdout), read(child.stderr), once(child, "exit")]);
  return { code, stdout, stderr };
}

const exported = async (what: string): Promise<Record<string, unknown>[]> =>
  JSON.parse((await lamplight(["export", what, "--format", "json"])).stdout);

/** Reads CSV as RFC 4180 has it: quoted cells may hold commas, line ends and doubled quotes. */
function readCsv(text: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\n") lines.push([]);
  }
  const [names = [], ...rows] = lines.filter((cells) => cells.length > 1);
  return rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""])));
}

describe("before any sync", () => {
  it("exports nothing, as an empty list", async () => {
    expect(await lamplight(["export", "functions"])).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  it.each([
    [["sync", "--account", "123"], "An account id has 12 digits."],
    [["sync", "--region", "mars"], "A Region looks like eu-west-1."],
    [["sync", "--source", "everything"], "Allowed choices are"],
    [["export", "everything"], "It is one of functions, roles, findings"],
    [["export", "functions", "--account", "123456789012"], "Account 123456789012 is not connected."],
    [["export", "cost", "--region", "mars"], "Nothing was read of mars in any account yet."],
    [["export", "roles", "--format", "sarif"], "SARIF is for findings only."],
  ])("refuses %j in one sentence", async (words, sentence) => {
    const { code, stdout, stderr } = await lamplight(words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ["an endpoint that is not there", { AWS_ENDPOINT_URL: "http://127.0.0.1:9" }, "cannot be reached (ECONNREFUSED)"],
    [
      "no credentials",
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_EC2_METADATA_DISABLED: "true" },
      "No valid AWS credentials were found.",
    ],
  ])("says what is wrong with %s", async (_title, settings, sentence) => {
    const { code, stderr } = await lamplight(["sync", "--wait"], settings);
    expect(code).toBe(1);
    expect(stderr).toContain(`lamplight: `);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("a first sync", () => {
  it("goes on after it was killed, is joined by another, and exports what is planted", async () => {
    const killed = start(["sync", "--wait"]);
    await new Promise<void>((resolve) =>
      killed.stderr?.on("data", (piece) => /reading .*metrics/.test(String(piece)) && resolve()),
    );
    killed.kill("SIGKILL");
    await once(killed, "exit");
    const both = await Promise.all([lamplight(["sync", "--wait"]), lamplight(["sync", "--wait"])]);
    for (const { code, stderr } of both) {
      expect(stderr).toContain("joining it");
      expect(stderr).toContain("Sync complete");
      expect(code).toBe(0);
    }
    const truth = JSON.parse(await readFile(truthFile(), "utf8"));
    const findings = (await exported("findings")).map((row) => ({ ...row, firstSeen: null, lastSeen: null }));
    expect(JSON.stringify(await exported("functions"))).toBe(JSON.stringify(truth.functions));
    expect(JSON.stringify(await exported("roles"))).toBe(JSON.stringify(truth.roles));
    expect(JSON.stringify(findings)).toBe(JSON.stringify(truth.findings));
  }, 240_000);

  it("prints CSV that reads back as the same rows", async () => {
    const { stdout } = await lamplight(["export", "functions", "--format", "csv"]);
    const rows = readCsv(stdout);
    const json = await exported("functions");
    expect(rows.map(({ arn }) => arn)).toEqual(json.map(({ arn }) => arn));
    expect(rows.map(({ tags }) => JSON.parse(tags ?? ""))).toEqual(json.map(({ tags }) => tags));
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(json[0] ?? {}));
  });

  it("prints SARIF with a result for each finding", async () => {
    const { stdout } = await lamplight(["export", "findings", "--format", "sarif"]);
    expect(JSON.parse(stdout).runs[0].results).toHaveLength((await exported("findings")).length);
  });

  it("stops without a fault when its reader has seen enough", async () => {
    const child = start(["export", "functions"]);
    let faults = "";
    child.stderr?.on("data", (piece) => {
      faults += String(piece);
    });
    child.stdout?.once("data", () => child.stdout?.destroy());
    const [code] = await once(child, "exit");
    expect({ code, faults }).toEqual({ code: 0, faults: "" });
  });

  it("says that an account or a Region that was named is not there", async () => {
    const account = await lamplight(["sync", "--wait", "--account", "123456789012"]);
    expect(account).toMatchObject({ code: 1, stderr: expect.stringContaining("123456789012") });
    const region = await lamplight(["sync", "--wait", "--region", "eu-central-1", "--source", "limits"]);
    expect(region).toMatchObject({ code: 1, stderr: expect.stringContaining("eu-central-1") });
  });
});
