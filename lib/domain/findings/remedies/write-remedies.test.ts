import { describe, expect, test } from "vitest";
import type { Evidence, RuleId } from "#lib/domain/findings/finding.ts";
import { describeRule, functionRules, roleRules } from "#lib/domain/findings/rules.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { shellWord } from "./quote.ts";
import type { RemedySubject } from "./remedy.ts";
import { writeRemedies } from "./write-remedies.ts";

/** What Terraform would run if it stood in a text as it is. */
const template = `$${"{"}file("x")}%{if}`;
const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

function subject(rule: RuleId, evidence: readonly Evidence[], name = "orders"): RemedySubject {
  const isRole = rule.startsWith("role-");
  const resourceArn = isRole ? `arn:aws:iam::111122223333:role/${name}` : functionArn;
  const region = isRole ? null : "eu-west-1";
  return { rule, resourceArn, resourceName: name, accountId: "111122223333", region, evidence };
}

const codeOf = (rule: RuleId, evidence: readonly Evidence[]) =>
  Object.fromEntries(writeRemedies(subject(rule, evidence)).map(({ tool, code }) => [tool, code]));

describe("remedies", () => {
  test("every rule has all four, also without evidence", () => {
    for (const { id } of [...functionRules, ...roleRules]) {
      expect(describeRule(id)).not.toBeNull();
      const written = writeRemedies(subject(id, []));
      expect(written.map(({ tool }) => tool)).toEqual([
        "AWS CLI",
        "CloudFormation or SAM",
        "CDK (TypeScript)",
        "Terraform",
      ]);
      for (const { code } of written) expect(code).not.toMatch(/undefined|null|\[object/);
    }
  });

  test("a deprecated runtime moves to its successor", () => {
    const value = { runtime: "nodejs18.x", deprecated: "2025-09-01" };
    const code = codeOf("runtime-deprecated", [{ fact: "runtime", source: functionArn, value }]);
    expect(code["AWS CLI"]).toMatch(/--function-name orders --region eu-west-1 \\\n {2}--runtime nodejs2\d\.x/);
    expect(code.Terraform).toContain("# was nodejs18.x");
  });

  test("a public statement is removed by its id, at its alias", () => {
    const statement = { Sid: "open", Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction" };
    const evidence = [{ fact: "policy statement", source: `${functionArn}:live`, value: statement }];
    expect(codeOf("function-policy-public", evidence)["AWS CLI"]).toContain(
      "aws lambda remove-permission --function-name orders --region eu-west-1 --qualifier live --statement-id open",
    );
  });

  test("an open URL asks for signatures and loses its permission", () => {
    const evidence = [
      { fact: "function URL", source: functionArn, value: { authType: "NONE" } },
      { fact: "policy statement", source: functionArn, value: { Sid: "FunctionURLAllowPublicAccess" } },
    ];
    const cli = codeOf("function-url-public", evidence)["AWS CLI"];
    expect(cli).toContain("update-function-url-config --function-name orders --region eu-west-1 --auth-type AWS_IAM");
    expect(cli).toContain("--statement-id FunctionURLAllowPublicAccess");
  });

  test("a single zone keeps its subnets and gains one", () => {
    const value = [{ subnetId: "subnet-1", availabilityZone: "eu-west-1a" }];
    const code = codeOf("function-single-az", [{ fact: "subnets", source: functionArn, value }]);
    expect(code["AWS CLI"]).toContain("SubnetIds=subnet-1,subnet-IN_A_SECOND_ZONE");
    expect(code["AWS CLI"]).toContain("AvailabilityZone!='eu-west-1a'");
  });

  test("events of an alias go to a queue of their own", () => {
    const value = { qualifier: "live", service: "s3" };
    const cli = codeOf("async-no-failure-destination", [{ fact: "trigger", source: functionArn, value }])["AWS CLI"];
    expect(cli).toContain("--qualifier live");
    expect(cli).toContain("arn:aws:sqs:eu-west-1:111122223333:orders-failed");
  });

  test("a role loses exactly the policies that prove it", () => {
    const evidence = [
      { fact: "policy statement", source: "arn:aws:iam::aws:policy/AmazonS3FullAccess", value: {} },
      { fact: "policy statement", source: "inline:queue access", value: {} },
      { fact: "services", source: "arn:aws:iam::111122223333:role/orders", value: ["s3", "sqs"] },
    ];
    const cli = codeOf("role-wildcard-service", evidence)["AWS CLI"];
    expect(cli).toContain(
      "detach-role-policy --role-name orders --policy-arn arn:aws:iam::aws:policy/AmazonS3FullAccess",
    );
    expect(cli).toContain("delete-role-policy --role-name orders --policy-name 'queue access'");
    expect(cli).toContain('"sqs:ACTION_THAT_IS_USED"');
  });

  test("all ways to gain rights are closed by one Deny for each action", () => {
    const way = (title: string, ...steps: { action: string; resources: string[] }[]): Evidence => ({
      fact: "escalation path",
      source: "arn:aws:iam::111122223333:role/orders",
      value: { set: title, title, steps, gains: [], potential: false },
    });
    const pass = { action: "iam:PassRole", resources: ["arn:aws:iam::111122223333:role/admin"] };
    const written = codeOf("role-privilege-escalation", [
      way("Run a function", pass, { action: "lambda:CreateFunction", resources: ["*"] }),
      way("Make keys", { action: "iam:CreateAccessKey", resources: ["*"] }),
      way("All but one", { action: "sts:AssumeRole", resources: ["!arn:aws:iam::111122223333:role/x"] }),
    ]);
    const [, policy = ""] = /--policy-document '([^']*)'/.exec(written["AWS CLI"] ?? "") ?? [];
    expect(JSON.parse(policy).Statement).toEqual([
      { Effect: "Deny", Action: "iam:PassRole", Resource: pass.resources },
      { Effect: "Deny", Action: "iam:CreateAccessKey", Resource: ["*"] },
      { Effect: "Deny", Action: "sts:AssumeRole", Resource: ["*"] },
    ]);
    expect(written.Terraform).toContain("#   Run a function");
  });

  test("a way that may lead to more than is shown is closed on everything", () => {
    const arns = ["a", "b", "c"].map((name) => `arn:aws:iam::111122223333:role/${name}`);
    const denied = (resources: readonly string[]) => {
      const value = {
        set: "s",
        title: "t",
        steps: [{ action: "iam:PassRole", resources }],
        gains: [],
        potential: false,
      };
      const cli = codeOf("role-privilege-escalation", [{ fact: "escalation path", source: "arn", value }])["AWS CLI"];
      const [, policy = ""] = /--policy-document '([^']*)'/.exec(cli ?? "") ?? [];
      return JSON.parse(policy).Statement[0].Resource;
    };
    expect(denied(arns)).toEqual(["*"]);
    expect(denied(arns.slice(1))).toEqual(arns.slice(1));
  });

  test.each<[RuleId, Evidence]>([
    [
      "role-privilege-escalation",
      {
        fact: "escalation path",
        source: "arn",
        value: { title: "t", steps: [{ action: "iam:PassRole", resources: [`arn:${template}`] }] },
      },
    ],
    [
      "role-trust",
      {
        fact: "policy statement",
        source: "trust policy",
        value: { Principal: { AWS: "2" }, Resource: `arn:${template}` },
      },
    ],
    ["role-data-exfiltration", { fact: "policy statement", source: "inline:a", value: { Action: `s3:${template}` } }],
  ])("what a document holds is no template of Terraform: %s", (rule, evidence) => {
    const { Terraform = "" } = codeOf(rule, [evidence]);
    expect(Terraform).toContain("$${file");
    expect(Terraform).toContain("%%{if}");
    expect(Terraform).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
  });

  test("a trust policy keeps its statement and gains the test that it lacks", () => {
    const trusting = (Principal: Json): Evidence => ({
      fact: "policy statement",
      source: "trust policy",
      value: { Effect: "Allow", Principal, Action: "sts:AssumeRole" },
    });
    const provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    const principals: Json[] = [{ AWS: "210987654321" }, "*", { Federated: provider }];
    const cli = codeOf("role-trust", principals.map(trusting))["AWS CLI"] ?? "";
    const [, policy = ""] = /--policy-document '([^']*)'/.exec(cli) ?? [];
    expect(JSON.parse(policy).Statement).toMatchObject([
      {
        Principal: { AWS: "210987654321" },
        Condition: { StringEquals: { "sts:ExternalId": "AGREED_WITH_THE_CALLER" } },
      },
      { Principal: { AWS: "arn:aws:iam::111122223333:role/CALLER" } },
      { Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "SUBJECT_THAT_IS_MEANT" } } },
    ]);
  });

  test("what is done on everything is done on resources that are named", () => {
    const value = { Effect: "Allow", Action: ["s3:GetObject", "secretsmanager:*"], Resource: "*" };
    const cli = codeOf("role-data-exfiltration", [{ fact: "policy statement", source: "inline:all", value }])[
      "AWS CLI"
    ];
    expect(cli).toContain('"s3:GetObject"');
    expect(cli).toContain('"arn:aws:s3:::BUCKET/PREFIX/*"');
    expect(cli).toContain('"secretsmanager:ACTION_THAT_IS_USED"');
    expect(cli).toContain("delete-role-policy --role-name orders --policy-name all");
  });

  test("each team that shares a role gets one of its own", () => {
    const value = { functions: 3, teams: ["data", "Web & Shop"], because: "It can." };
    const written = codeOf("role-shared", [{ fact: "shared role", source: "arn", value }]);
    expect(written["AWS CLI"]).toContain("create-role --role-name data-orders ");
    expect(written.Terraform).toContain('name               = "Web-Shop-orders"');
  });

  test("a hostile name stays one word of the shell", () => {
    expect(shellWord("a'; rm -rf / #")).toBe(`'a'\\''; rm -rf / #'`);
    expect(shellWord("$(id)")).toBe("'$(id)'");
  });
});
