import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "#cli/root.ts";

const account = "arn:aws:iam::123456789012:";
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const trust = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
};
type Fields = Record<string, unknown>;
const allow = (action: string | string[], resource: string, more: Fields = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Own", Effect: "Allow", Action: action, Resource: resource, ...more }],
});
const role = (name: string, more: Fields) => ({
  RoleName: name,
  Arn: `${account}role/${name}`,
  AssumeRolePolicyDocument: trust,
  ...more,
});
const inline = (policyDocument: unknown) => ({
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policyDocument }],
});
const logs = allow(["logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:eu-west-1:123456789012:log-group:/a:*");
const hostile = "evil\u001b[2J\u202e{0}";

const admin = role("deployer", { AttachedManagedPolicies: [{ PolicyArn: administrator }] });
const climber = role("climber", inline(allow("iam:PutRolePolicy", `${account}role/climber`)));
const harmless = role("harmless", inline(encodeURIComponent(JSON.stringify(logs))));
const broken = role("broken", inline({ Version: "2012-10-17", Statement: [{ Effect: "Allow" }] }));
const disguised = role(hostile, inline(allow("s3:*", "*")));
const policies = [
  {
    Arn: administrator,
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: allow("*", "*", { Sid: undefined }) }],
  },
];
const details = { RoleDetailList: [harmless, broken, admin, climber, disguised], Policies: policies };
const calm = { RoleDetailList: [harmless], Policies: [] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-analyze-"));
  const write = (name: string, content: unknown) => writeFile(join(folder, name), JSON.stringify(content));
  await write("details.json", details);
  await write("calm.json", calm);
  await write("only-s3.json", [allow("s3:*", "*")]);
  await write("levels.json", [[allow("*", "*")], [allow("s3:*", "*"), allow("logs:*", "*")]]);
  await write("deny-only.json", [{ Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }] }]);
  await write("other.json", { Functions: [] });
  await writeFile(join(folder, "cut.json"), JSON.stringify(details).slice(0, 400));
  await writeFile(join(folder, "deep.json"), "[".repeat(5_000_000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command in a folder of its own, with no setting that names a database. */
async function analyze(words: readonly string[], input?: Buffer | string) {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "cli/main.ts"), "iam", "analyze", ...words],
    {
      cwd: folder,
      env: {
        ...{ NODE_ENV: "production", PATH, HOME, NODE_COMPILE_CACHE },
        LAMPLIGHT_DATA_DIR: join(folder, "data"),
      },
    },
  );
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr };
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
  readonly why: string;
  readonly statements: readonly { readonly source: string; readonly sid: string | null; readonly statement: Fields }[];
}

interface Analysis {
  readonly analyzedAt: string;
  readonly roles: readonly {
    readonly roleArn: string;
    readonly roleName: string;
    readonly verdicts: Record<string, boolean>;
    readonly findings: readonly Finding[];
  }[];
  readonly errors: readonly { readonly subject: string; readonly message: string }[];
}

async function analysisOf(words: readonly string[], input?: Buffer | string): Promise<Analysis> {
  const { code, stdout } = await analyze([...words, "--format", "json"], input);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const trueVerdicts = ({ roles }: Analysis) =>
  Object.fromEntries(
    roles.map(({ roleName, verdicts }) => [roleName, Object.keys(verdicts).filter((name) => verdicts[name])]),
  );
const everyVerdict = [
  "admin",
  "privilegeEscalation",
  "wildcardActions",
  "wildcardResourceWrite",
  "credentialsExposure",
  "dataExfiltration",
  "resourceExposure",
  "infrastructureModification",
];
const ofS3 = everyVerdict.filter((name) => !["admin", "privilegeEscalation", "credentialsExposure"].includes(name));

describe("JSON", () => {
  it("has eight verdicts of each role with proofs, and a malformed document as one error", async () => {
    const analysis = await analysisOf(["details.json"]);
    expect(new Date(analysis.analyzedAt).toISOString()).toBe(analysis.analyzedAt);
    expect(Object.keys(analysis.roles[0]?.verdicts ?? {})).toEqual(everyVerdict);
    expect(trueVerdicts(analysis)).toEqual({
      harmless: [],
      deployer: everyVerdict,
      climber: ["privilegeEscalation"],
      [hostile]: ofS3,
    });
    expect(analysis.errors).toEqual([
      {
        subject: `${account}role/broken`,
        message:
          "Not judged. inline:own: The policy document cannot be read: statement 1 has neither Action nor NotAction.",
      },
    ]);
    const [climbing] = analysis.roles.find(({ roleName }) => roleName === "climber")?.findings ?? [];
    expect(climbing).toMatchObject({
      rule: "role-privilege-escalation",
      title: "The role can gain rights that it lacks",
    });
    const [proof] = climbing?.statements ?? [];
    expect(proof).toEqual({
      source: "inline:own",
      sid: "Own",
      statement: allow("iam:PutRolePolicy", `${account}role/climber`).Statement[0],
    });
    const [administering] = analysis.roles.find(({ roleName }) => roleName === "deployer")?.findings ?? [];
    expect(administering).toMatchObject({
      rule: "role-admin",
      severity: "critical",
      statements: [{ source: administrator, sid: null }],
    });
  });

  it.each<[string, string | Buffer]>([
    [
      "JSON lines",
      [{ RoleDetailList: details.RoleDetailList }, { Policies: policies }]
        .map((page) => JSON.stringify(page))
        .join("\n"),
    ],
    [
      "pages in a list, compressed",
      gzipSync(JSON.stringify([{ Policies: policies }, { RoleDetailList: details.RoleDetailList }])),
    ],
  ])("reads %s from standard input as the file itself", async (_, input) => {
    const { analyzedAt: _at, ...fromInput } = await analysisOf(["-"], input);
    const { analyzedAt, ...fromFile } = await analysisOf(["details.json"]);
    expect(fromInput).toEqual(fromFile);
  });

  it("looks at some roles, by name or ARN, against all the others", async () => {
    const analysis = await analysisOf(["--role", "climber", "--role", `${account}role/deployer`, "details.json"]);
    expect(analysis.roles.map(({ roleName }) => roleName)).toEqual(["deployer", "climber"]);
    expect(analysis.errors).toEqual([]);
  });

  it.each<[string, Record<string, string[]>]>([
    ["only-s3.json", { harmless: [], deployer: ofS3, climber: [], [hostile]: ofS3 }],
    ["levels.json", { harmless: [], climber: [], [hostile]: ofS3 }],
  ])("cuts every role by the service control policies of %s", async (file, expected) => {
    expect(trueVerdicts(await analysisOf(["details.json", "--scp", file]))).toMatchObject(expected);
  });
});

describe("text", () => {
  it("is ranked, names the guilty statement, and shows what would act on a terminal", async () => {
    const { code, stdout, stderr } = await analyze(["details.json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.indexOf("deployer  ")).toBe(0);
    expect(stdout).toContain("  critical  The role is an administrator. ");
    expect(stdout).toContain(`← Allow of ${administrator}\n`);
    expect(stdout).toContain("← Allow of inline:own, Sid Own\n");
    expect(stdout).toContain("evil\\x1b[2J\\u202e{0}  arn:");
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(stdout).toContain(`unknown  ${account}role/broken: Not judged.`);
    expect(stdout).not.toContain("harmless");
    expect(stdout).toMatch(
      /\n4 roles judged; by their gravest finding: .*\n(.*\n)?1 thing could not be read or judged\.\n$/,
    );
    expect(existsSync(join(folder, "data"))).toBe(false);
  });
});

describe("SARIF", () => {
  it("is a run of 2.1.0 whose results name rule, file and role", async () => {
    const { code, stdout } = await analyze(["details.json", "--format", "sarif"]);
    expect(code).toBe(0);
    const { $schema, version, runs } = JSON.parse(stdout);
    expect({ $schema, version, runs: runs.length }).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: 1,
    });
    const [{ tool, invocations, results }] = runs;
    expect(invocations[0].toolExecutionNotifications).toHaveLength(1);
    const prints = results.map((result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints));
    expect(new Set(prints).size).toBe(results.length);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(["error", "warning", "note"]).toContain(result.level);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("details.json");
      // Braces would be placeholders: each stands twice.
      expect(result.message.text).not.toMatch(/(^|[^{]){(?!{)/);
    }
    const ofDeployer = results.filter((result: { message: { text: string } }) =>
      result.message.text.startsWith("deployer: "),
    );
    expect(ofDeployer.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["role-admin"]);
  });
});

describe.concurrent("exit codes", () => {
  it.each<[string[], number]>([
    [["details.json", "--fail-on", "critical"], 2],
    [["details.json", "--fail-on", "low", "--format", "json"], 2],
    [["details.json", "--fail-on", "critical", "--role", "harmless"], 0],
    [["calm.json", "--fail-on", "low"], 0],
  ])("%j ends with %d", async (words, expected) => {
    expect((await analyze(words)).code).toBe(expected);
  });

  it.each<[string[], string]>([
    [["missing.json"], "lamplight: There is no file missing.json."],
    [["."], "lamplight: This is a folder: .."],
    [["other.json"], "lamplight: This is not the output of aws iam get-account-authorization-details"],
    [["cut.json"], "lamplight: cut.json ends in the middle of its JSON."],
    [["deep.json"], "lamplight: deep.json nests deeper than 1000 levels"],
    [["details.json", "--role", "nobody"], "lamplight: There is no role nobody in the file."],
    [
      ["details.json", "--scp", "deny-only.json"],
      "lamplight: Level 1 of the service control policies in deny-only.json allows nothing",
    ],
    [["details.json", "--fail-on", "grave"], "Allowed choices are critical, high, medium, low."],
  ])("%j is refused with 1 and a sentence", async (words, sentence) => {
    const { code, stdout, stderr } = await analyze(words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
