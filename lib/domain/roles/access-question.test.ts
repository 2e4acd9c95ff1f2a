import { describe, expect, it } from "vitest";
import { contextOf, formatEntry, parseEntry, questionProblems } from "./access-question.ts";

const question = { action: "s3:GetObject", resource: "*", context: [] };

describe("questions about a role", () => {
  it.each(["s3:GetObject", " S3:getobject ", "s3:Get*", "*", "*:*"])("takes the action %j", (action) => {
    expect(questionProblems({ ...question, action })).toBeNull();
  });

  it.each(["", "  ", "GetObject", "s3:", "s3:Get Object", "s3:Get:Object", "s3:<b>", `s3:${"a".repeat(300)}`])(
    "refuses the action %j",
    (action) => expect(questionProblems({ ...question, action })).toHaveProperty("action"),
  );

  it.each(["*", "arn:aws:s3:::bucket/*", "arn:aws:iam::111122223333:role/*", "arn:*:s3:::x"])(
    "takes the resource %j",
    (resource) => expect(questionProblems({ ...question, resource })).toBeNull(),
  );

  it.each(["", "bucket/key", "arn:aws:s3", "arn:aws:s3:::", `arn:aws:s3:::${"a".repeat(3000)}`])(
    "refuses the resource %j",
    (resource) => expect(questionProblems({ ...question, resource })).toHaveProperty("resource"),
  );

  it("takes few wildcards, and none in a long text: they multiply the work of an answer", () => {
    const resource = (wildcards: number) => `arn:aws:s3:::${"*a".repeat(wildcards)}`;
    expect(questionProblems({ ...question, resource: resource(12), action: "s3:*Get*" })).toBeNull();
    expect(questionProblems({ ...question, resource: resource(13) })).toHaveProperty("resource");
    expect(questionProblems({ ...question, resource: `arn:aws:s3:::${"a".repeat(300)}*` })).toHaveProperty("resource");
    expect(questionProblems({ ...question, resource: `arn:aws:s3:::${"a".repeat(300)}` })).toBeNull();
    expect(questionProblems({ ...question, action: `s3:${"*a".repeat(13)}` })).toHaveProperty("action");
  });

  it("names the condition key that is wrong by its place", () => {
    const context = [
      { key: "aws:PrincipalOrgID", value: "o-abc" },
      { key: "org", value: "o-abc" },
      { key: "", value: "" },
    ];
    expect([...(questionProblems({ ...question, context })?.context?.keys() ?? [])]).toEqual([1, 2]);
    const many = Array.from({ length: 21 }, (_, at) => ({ key: `aws:PrincipalTag/${at}`, value: "x" }));
    expect([...(questionProblems({ ...question, context: many })?.context?.keys() ?? [])]).toEqual([20]);
  });

  it("survives the way through the address", () => {
    for (const entry of [
      { key: "aws:PrincipalTag/team", value: "a=b, c" },
      { key: "aws:SourceVpc", value: "" },
    ]) {
      expect(parseEntry(formatEntry(entry))).toEqual(entry);
    }
    expect(parseEntry("aws:SourceVpc")).toEqual({ key: "aws:SourceVpc", value: "" });
  });

  it("joins values of a key that is told twice, and takes an empty one for a key that is not there", () => {
    const entries = ["aws:TagKeys=a", "aws:SourceVpc=", "aws:TagKeys=b", "__proto__=x"].map(parseEntry);
    expect(contextOf(entries)).toEqual(
      Object.fromEntries([
        ["aws:TagKeys", ["a", "b"]],
        ["aws:SourceVpc", []],
        ["__proto__", ["x"]],
      ]),
    );
  });
});
