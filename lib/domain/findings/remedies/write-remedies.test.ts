import { describe, expect, test } from "vitest";
import type { Evidence, RuleId } from "#lib/domain/findings/finding.ts";
import { describeRule, functionRules, roleRules } from "#lib/domain/findings/rules.ts";
import { shellWord } from "./quote.ts";
import type { RemedySubject } from "./remedy.ts";
import { writeRemedies } from "./write-remedies.ts";

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

  test("a hostile name stays one word of the shell", () => {
    expect(shellWord("a'; rm -rf / #")).toBe(`'a'\\''; rm -rf / #'`);
    expect(shellWord("$(id)")).toBe("'$(id)'");
  });
});
