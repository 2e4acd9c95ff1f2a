import { describe, expect, it } from "vitest";
import type { Evidence, RuleId } from "#lib/domain/findings/finding.ts";
import { writeRemedies } from "./write-remedies.ts";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const codeOf = (rule: RuleId, evidence: readonly Evidence[]) =>
  Object.fromEntries(
    writeRemedies({
      rule,
      resourceArn: arn,
      resourceName: "orders",
      accountId: "111122223333",
      region: "eu-west-1",
      evidence,
    }).map(({ tool, code }) => [tool, code]),
  );
const statement = (Sid: string, more: object) => ({ Sid, Effect: "Allow", Action: "lambda:InvokeFunction", ...more });
const at = (source: string, value: object): Evidence => ({
  fact: "policy statement",
  source,
  value: { ...value } as Record<string, string>,
});

describe("function-policy-foreign-account", () => {
  const evidence = [
    at(arn, statement("partner", { Principal: { AWS: "arn:aws:iam::888800001111:root" } })),
    at(`${arn}:live`, statement("old partner", { Principal: { AWS: "888800002222" } })),
  ];

  it("removes each statement where it stands", () => {
    const cli = codeOf("function-policy-foreign-account", evidence)["AWS CLI"];
    expect(cli).toContain("remove-permission --function-name orders --region eu-west-1 --statement-id partner\n");
    expect(cli).toContain("--region eu-west-1 --qualifier live --statement-id 'old partner'");
  });

  it("lets one role back in, to invoke and nothing else, at the qualifier that it had", () => {
    const code = codeOf("function-policy-foreign-account", evidence.slice(1));
    expect(code["AWS CLI"]).toContain("--action lambda:InvokeFunction --principal arn:aws:iam::ACCOUNT:role/ROLE");
    expect(code["CloudFormation or SAM"]).toContain(`FunctionName: "${arn}:live"`);
    expect(code.Terraform).toContain('qualifier     = "live"');
    expect(code["CDK (TypeScript)"]).toContain("new iam.ArnPrincipal(");
  });
});

describe("function-service-unlimited", () => {
  const evidence = [
    at(arn, statement("s3", { Principal: { Service: "s3.amazonaws.com" } })),
    at(`${arn}:live`, statement("sns", { Principal: { Service: ["sns.amazonaws.com", "events.amazonaws.com"] } })),
  ];

  it("puts each statement back with its source and the function's account", () => {
    const cli = codeOf("function-service-unlimited", evidence)["AWS CLI"];
    for (const id of ["s3", "sns"]) expect(cli).toContain(`--statement-id ${id}\n`);
    expect(cli).toContain("--principal s3.amazonaws.com \\\n  --source-account 111122223333 --source-arn SOURCE_ARN");
    expect(cli).toContain("--qualifier live --statement-id sns \\\n  --action lambda:InvokeFunction --principal sns.");
  });

  it("names the service in all tools", () => {
    const code = codeOf("function-service-unlimited", evidence);
    for (const text of Object.values(code)) expect(text).toContain("s3.amazonaws.com");
  });
});

describe("function-layer-foreign", () => {
  const layers = [
    "arn:aws:lambda:eu-west-1:888800001111:layer:tracing:7",
    "arn:aws:lambda:eu-west-1:888800002222:layer:wheels:1",
  ];
  const code = codeOf("function-layer-foreign", [{ fact: "layers", source: arn, value: layers }]);

  it("copies each layer into the function's own account", () => {
    for (const [name, was] of [
      ["tracing", layers[0]],
      ["wheels", layers[1]],
    ]) {
      expect(code["AWS CLI"]).toContain(`--arn ${was} `);
      expect(code["AWS CLI"]).toContain(`--layer-name ${name} --zip-file fileb://${name}.zip`);
      for (const text of Object.values(code))
        expect(text).toContain(`arn:aws:lambda:eu-west-1:111122223333:layer:${name}:VERSION`);
    }
  });
});
