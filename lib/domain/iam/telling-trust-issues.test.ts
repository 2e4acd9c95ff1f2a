import { expect, it } from "vitest";
import { tellingTrustIssues } from "./telling-trust-issues.ts";
import type { TrustIssue } from "./trust-verdicts.ts";

const issue = (kind: TrustIssue["kind"], accountId: string, sid = "One"): TrustIssue => ({
  kind,
  severity: "low",
  because: kind,
  principal: accountId,
  accountId,
  statement: { Sid: sid, Effect: "Allow", Action: "sts:AssumeRole" },
});

it("leaves out a foreign account only where a missing external id of the same statement says it", () => {
  const missing = issue("missingExternalId", "111122223333");
  const others = [
    issue("foreignAccount", "444455556666"),
    issue("foreignAccount", "111122223333", "Two"),
    issue("anyPrincipal", "111122223333"),
  ];
  const said = issue("foreignAccount", "111122223333");
  expect(tellingTrustIssues([said, ...others, missing])).toEqual([...others, missing]);
});
