import { describe, expect, it } from "vitest";
import { roleArn } from "./estate.fixture.ts";
import { createNameMatcher } from "./name-matcher.ts";

const names = ["app-a", "app-b", "job/app-c", "admin"].map(roleArn);
const matching = createNameMatcher(names);

describe("names that a pattern matches", () => {
  it.each<[string, number[]]>([
    ["*", [0, 1, 2, 3]],
    [roleArn("app-b"), [1]],
    [roleArn("app-*"), [0, 1]],
    [roleArn("*app-*"), [0, 1, 2]],
    [roleArn("app-?"), [0, 1]],
    [roleArn("????"), []],
    ["arn:aws:iam::*:role/admin", [3]],
    ["arn:aws:iam::*:user/*", []],
    ["", []],
    // A policy variable may be any text, so nothing is certain to match.
    [roleArn("\u0002"), []],
  ])("%s", (pattern, places) => {
    expect(matching(pattern)).toEqual(places);
    expect(matching(pattern)).toEqual(places);
  });
});
