import { describe, expect, it } from "vitest";
import { decideAccess } from "#lib/domain/iam/decide/decide-access.ts";
import type { AccessAnswerView } from "#lib/domain/views/role-access.ts";
import { accessAnswer } from "./access-answer.ts";
import { decidableRole } from "./decidable-role.ts";
import { policyView, type StoredDocument, statementFinder } from "./policy-views.ts";
import { statementAnchor } from "./statement-anchor.ts";

const roleArn = "arn:aws:iam::111122223333:role/orders";
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const fence = { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::secret/*" };
const ofTeam = {
  Effect: "Allow",
  Action: "sqs:SendMessage",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } },
};

function document(kind: StoredDocument["kind"], source: string, ...Statement: object[]): StoredDocument {
  return { kind, source, name: source, version: null, document: { Version: "2012-10-17", Statement } };
}

const trust = document("trust", "trust", { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" });
/** A level without a document denies everything. */
const emptyLevel = [[]];

function ask(
  documents: readonly StoredDocument[],
  action: string,
  resource = "*",
  levels: Parameters<typeof decidableRole>[2] = [],
): AccessAnswerView {
  const decidable = decidableRole(roleArn, [...documents, trust], levels);
  if (decidable.state === "unknown") return decidable;
  const find = statementFinder(documents.map((one) => policyView(one, new Map())));
  return accessAnswer(decideAccess(decidable.role, { action, resource }), find, true);
}

describe("may a role do this", () => {
  it("leads to the statement that allows", () => {
    const answer = ask([document("inline", "inline:a", fence, read)], "s3:GetObject", "arn:aws:s3:::open/x");
    expect(answer).toMatchObject({
      answer: "allowed",
      because: [
        {
          effect: "Allow",
          link: { anchor: statementAnchor({ source: "inline:a" }, read), label: "statement 2 of inline:a" },
        },
      ],
    });
  });

  it("leads to the statement that denies, in a boundary too", () => {
    const documents = [document("inline", "inline:a", read), document("boundary", "inline:a", read, fence)];
    expect(ask(documents, "s3:GetObject", "arn:aws:s3:::secret/x")).toMatchObject({
      answer: "denied",
      because: [
        {
          effect: "Deny",
          layer: "boundary",
          link: { anchor: statementAnchor({ source: "inline:a", isBoundary: true }, fence) },
        },
      ],
    });
  });

  it("says on what an answer depends", () => {
    expect(ask([document("inline", "inline:a", ofTeam)], "sqs:SendMessage")).toMatchObject({
      answer: "conditional",
      conditions: ["aws:PrincipalTag/team is a"],
      because: [{ conditions: [{ words: "aws:PrincipalTag/team is a", state: "unknown" }] }],
    });
  });

  it("does not know while a document is not known, since a Deny may stand in it", () => {
    const missing = { ...document("attached", "arn:aws:iam::aws:policy/x"), document: undefined };
    const answer = ask([document("inline", "inline:a", read), missing], "s3:GetObject");
    expect(answer).toMatchObject({ state: "unknown", reason: expect.stringContaining("arn:aws:iam::aws:policy/x") });
  });

  it("denies what a level of service control policies leaves out, but for service-linked roles", () => {
    const documents = [document("inline", "inline:a", read)];
    expect(ask(documents, "s3:GetObject", "*", emptyLevel)).toMatchObject({ answer: "denied" });
    const linked = decidableRole("arn:aws:iam::111122223333:role/aws-service-role/x/y", documents, emptyLevel);
    expect(linked).toMatchObject({ role: { limits: [] } });
  });

  it("says that service control policies are not known, unless it is denied anyway", () => {
    const decision = (action: string) => {
      const decidable = decidableRole(roleArn, [document("inline", "inline:a", read)], []);
      if (decidable.state === "unknown") throw new Error(decidable.reason);
      const decided = decideAccess(decidable.role, { action, resource: "*" });
      return accessAnswer(decided, statementFinder([]), false);
    };
    const noted = { notes: [expect.stringContaining("Service control policies")] };
    expect(decision("s3:GetObject")).toMatchObject(noted);
    expect(decision("s3:PutObject")).toMatchObject({ notes: [] });
  });
});
