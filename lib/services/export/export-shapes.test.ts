import { describe, expect, it } from "vitest";
import { roleVerdictNames } from "#lib/domain/iam/judgement/role-judgement.ts";
import { type RoleExportRow, toExportedRole } from "./export-shapes.ts";
import { exportSubjects } from "./exported-rows.ts";

const row: RoleExportRow = {
  roleArn: "arn:aws:iam::111122223333:role/orders",
  accountId: "111122223333",
  name: "orders",
  functionArns: [],
  policyArns: ["arn:b", "arn:a"],
  boundaryArn: null,
  admin: false,
  wildcardServices: ["s3"],
  severity: "high",
  heldVerdicts: ["dataExfiltration", "wildcardActions"],
  unknowns: {},
};

const unread = { state: "failed", reason: "A policy could not be read.", since: null } as const;

describe("a role as exported", () => {
  it("answers all eight questions in their order", () => {
    const { verdicts, severity, unknown, policyArns } = toExportedRole(row, null);
    expect(Object.keys(verdicts ?? {})).toEqual([...roleVerdictNames]);
    expect(Object.entries(verdicts ?? {}).flatMap(([name, held]) => (held ? [name] : []))).toEqual([
      "wildcardActions",
      "dataExfiltration",
    ]);
    expect({ severity, unknown, policyArns }).toEqual({
      severity: "high",
      unknown: {},
      policyArns: ["arn:a", "arn:b"],
    });
  });

  it("has its keys in the order of the columns", () => {
    expect(Object.keys(toExportedRole(row, null))).toEqual([...exportSubjects.roles.columns]);
  });

  it("has no severity and no verdicts, and says why, while it could not be judged", () => {
    const lost = { ...row, heldVerdicts: null, severity: null, admin: null, wildcardServices: null };
    const reason = unread.reason;
    expect(toExportedRole({ ...lost, unknowns: { admin: unread, wildcardServices: unread } }, null)).toMatchObject({
      admin: null,
      severity: null,
      verdicts: null,
      unknown: { admin: reason, severity: reason, verdicts: reason, wildcardServices: reason },
    });
    expect(Object.keys(toExportedRole(lost, null).unknown)).toEqual([
      "admin",
      "severity",
      "verdicts",
      "wildcardServices",
    ]);
  });

  it("does not tell the last verdicts while the account's roles cannot be read", () => {
    expect(toExportedRole(row, "Denied.")).toMatchObject({
      admin: null,
      wildcardServices: null,
      severity: null,
      verdicts: null,
      unknown: { verdicts: "Denied." },
    });
  });
});
