import { describe, expect, it } from "vitest";
import { fleetEvidence } from "./fleet-evidence.ts";
import { judgeRemedies } from "./judge-remedies.ts";
import { notAdvised } from "./not-advised.ts";
import { startSubject } from "./start-subject.fixture.ts";
import { writeStartRemedy } from "./write-start-remedies.ts";

const hostile = `x'; rm -rf / #\${var.secret}"`;

describe("writeStartRemedy", () => {
  const subject = startSubject();
  const { remedies } = judgeRemedies(subject, fleetEvidence([]));

  it("writes every remedy in all four ways, with the function's name and Region", () => {
    expect(remedies.map(({ kind }) => kind)).toEqual([
      "snapStart",
      "provisionedConcurrency",
      "smallerPackage",
      "arm64",
      "lessInit",
    ]);
    for (const remedy of remedies) {
      const texts = writeStartRemedy(subject, remedy);
      expect(texts.map(({ tool }) => tool)).toEqual([
        "AWS CLI",
        "CloudFormation or SAM",
        "CDK (TypeScript)",
        "Terraform",
      ]);
      expect(texts[0]?.code).toContain("--function-name orders-api --region us-east-1");
      for (const { code } of texts) expect(code).not.toMatch(/undefined|null|NaN/);
    }
  });

  it("asks for as many environments as were worked out", () => {
    const provisioned = remedies.find(({ kind }) => kind === "provisionedConcurrency");
    if (!provisioned) throw new Error("it applies");
    expect(writeStartRemedy(subject, provisioned)[0]?.code).toContain("--provisioned-concurrent-executions 2");
  });

  it("packs in a shell that stays where it is, so that the next command finds the package", () => {
    const packed = remedies.find(({ kind }) => kind === "smallerPackage");
    if (!packed) throw new Error("it applies");
    for (const runtime of ["nodejs24.x", "python3.12"])
      for (const line of writeStartRemedy({ ...subject, runtime }, packed)[0]?.code.split("\n") ?? [])
        expect(line).not.toMatch(/^cd /);
  });

  it("quotes what a name could break out of", () => {
    for (const runtime of ["python3.12", "java21", "nodejs24.x", "dotnet8", null])
      for (const remedy of remedies) {
        const [cli, , , terraform] = writeStartRemedy({ name: hostile, region: "us-east-1", runtime }, remedy);
        expect(cli?.code).not.toContain("--function-name x'");
        expect(terraform?.code).not.toMatch(/[^$]\$\{var/);
      }
  });
});

describe("notAdvised", () => {
  it("names keep-warm pings and memory, with a reason each", () => {
    expect(notAdvised.map(({ name }) => name)).toEqual(["Keep-warm pings", "More memory"]);
    for (const { reason } of notAdvised) expect(reason.length).toBeGreaterThan(80);
  });
});
