import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { root } from "#cli/root.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const small = { accounts: 4, regions: ["eu-west-1"], functions: 60, seed: 4, quotaScale: 200 };
let folder: string;
let database: TestDatabase;
let simulator: Simulator;
let ids: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lamplight-accounts-"));
  database = await createTestDatabase();
  const probe = await startSimulator(small);
  ids = probe.fleet.accounts.map(({ id }) => id);
  await probe.close();
  simulator = await startSimulator({
    ...small,
    faults: `suspended=${ids[1]},deny=${ids[2]}:lambda:GetPolicy,untrusted=${ids[3]}`,
  });
});

afterAll(async () => {
  await simulator.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function lamplight(...words: string[]): Promise<Ended> {
  const { PATH, HOME, NODE_ENV, NODE_COMPILE_CACHE } = process.env;
  const { rows } = await database.pool.query<{ name: string }>("SELECT current_database() AS name");
  const url = new URL(inject("databaseServerUrl"));
  url.pathname = `/${rows[0]?.name}`;
  const env = {
    PATH,
    HOME,
    NODE_ENV,
    NODE_COMPILE_CACHE,
    DATABASE_URL: url.href,
    LAMPLIGHT_DATA_DIR: folder,
    LAMPLIGHT_QUOTA_SCALE: "200",
    AWS_ENDPOINT_URL: simulator.url,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--no-warnings", join(root, "cli/main.ts"), ...words],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe("lamplight accounts and doctor", () => {
  it("import the organisation, test the access, and name what is missing", async () => {
    const dry = await lamplight("accounts", "import", "--dry-run");
    expect(dry.stderr).toMatch(/4 accounts found, 3 of them new here; nothing was kept/);
    expect(dry.stderr).toContain(`${ids[1]} payments-prod: left out: suspended`);
    expect(await database.prisma.account.count()).toBe(0);
    expect((await lamplight("accounts", "import")).code).toBe(0);
    expect(await database.prisma.account.count()).toBe(4);

    const tested = await lamplight("doctor", "--all");
    expect(tested.code).toBe(1);
    expect(tested.stderr).toContain(
      "lambda:GetPolicy is denied in eu-west-1: the role's own policies do not allow it.",
    );
    expect(tested.stderr).toContain('{ "Effect": "Allow", "Action": "lambda:GetPolicy", "Resource": "*" }');
    expect(tested.stderr).toContain(`Lamplight may not assume arn:aws:iam::${ids[3]}:role/LamplightReadOnly.`);
    expect(tested.stderr).toContain("1 thing to mend.");
  });

  it("import a list, whose wrong lines are told", async () => {
    const file = join(folder, "list.csv");
    writeFileSync(file, "id,name\n111122223333,one\nnonsense,two\n");
    const via = "arn:aws:iam::999900001111:role/Hub,hub-id";
    const { code, stderr } = await lamplight("accounts", "import", "--file", file, "--via", via);
    expect(code).toBe(1);
    expect(stderr).toContain('line 3: "nonsense" is not an account id: those have 12 digits.');
    expect(stderr).toContain("1 new, 0 changed, 0 unchanged, 1 wrong.");
    const stored = await database.prisma.account.findUniqueOrThrow({ where: { id: "111122223333" } });
    expect(stored.roleChain).toEqual([{ roleArn: "arn:aws:iam::999900001111:role/Hub", externalId: "hub-id" }]);
    expect((await lamplight("accounts", "import", "--file", join(folder, "none.csv"))).stderr).toContain(
      "cannot be read (ENOENT)",
    );
  });

  it("print every template", async () => {
    const { stdout } = await lamplight("accounts", "template", "--format", "own-identity");
    expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
  });
});
