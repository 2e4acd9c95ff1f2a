import { describe, expect, it } from "vitest";
import { documentAnchor, documentOfAnchor, roleStatementHref, statementAnchor } from "./statement-anchor.ts";

const roleArn = "arn:aws:iam::111122223333:role/orders";
const policyArn = "arn:aws:iam::111122223333:policy/team/Orders.Write";
const statement = { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: "*" };

describe("addresses of statements", () => {
  it("is the same whatever order the store gives the keys in", () => {
    const shuffled = { Resource: "*", Action: ["s3:PutObject"], Effect: "Allow", Sid: "Write" };
    expect(statementAnchor({ source: policyArn }, shuffled)).toBe(statementAnchor({ source: policyArn }, statement));
  });

  it.each([
    ["another statement", { ...statement, Action: ["s3:GetObject"] }],
    ["another order of actions", { ...statement, Action: ["a:b", "s3:PutObject"] }],
    ["a number for a text", { ...statement, Sid: 1 }],
  ])("differs for %s", (_, other) => {
    expect(statementAnchor({ source: policyArn }, other)).not.toBe(statementAnchor({ source: policyArn }, statement));
  });

  it("tells documents of the same name apart", () => {
    const places = [
      { source: policyArn },
      { source: policyArn, isBoundary: true },
      { source: "arn:aws:iam::111122223333:policy/Orders.Write" },
      { source: "inline:Orders.Write" },
      { source: "inline:Orders-Write" },
      { source: "trust" },
    ];
    expect(new Set(places.map(documentAnchor)).size).toBe(places.length);
  });

  it("is made of letters, digits and hyphens, whatever the name", () => {
    const hostile = { source: 'inline:<img src=x onerror="alert(1)">"&' };
    expect(statementAnchor(hostile, statement)).toMatch(/^statement-[a-z0-9-]+$/);
  });

  it("leads to the document of a statement that is gone", () => {
    const place = { source: policyArn, isBoundary: true };
    expect(documentOfAnchor(statementAnchor(place, statement))).toBe(documentAnchor(place));
    expect(documentOfAnchor("documents")).toBeNull();
  });

  it.each(["trust", "trust policy", roleArn])("takes %s for the trust policy", (source) => {
    expect(roleStatementHref(roleArn, source, statement)).toBe(
      `/roles/arn:aws:iam::111122223333:role%2Forders#${statementAnchor({ source: "trust" }, statement)}`,
    );
  });

  it("takes no policy for the trust policy, whatever path it has", () => {
    const odd = "arn:aws:iam::111122223333:policy/:role/x";
    expect(documentAnchor({ source: odd })).not.toBe(documentAnchor({ source: "trust" }));
  });
});
