import { expect, it } from "vitest";
import { suggestActions } from "./suggest-actions.ts";

const names = (typed: string, limit = 5) => suggestActions(typed, limit).map(({ name }) => name);

it("offers services by the beginning of their prefix, the one typed first", () => {
  expect(names("s3")[0]).toBe("s3:*");
  expect(suggestActions("lambda", 1)).toMatchObject([{ name: "lambda:*" }]);
  expect(suggestActions("lambda", 1)[0]?.actions).toBeGreaterThan(50);
});

it("offers actions that begin as typed before those that hold it", () => {
  const found = names("iam:Pass");
  expect(found[0]).toBe("iam:PassRole");
  expect(names("s3:object", 200)).toContain("s3:GetObject");
});

it("finds an action without its service, whatever the case", () => {
  expect(names("ASSUMEROLE", 10)).toEqual(expect.arrayContaining(["sts:AssumeRole", "sts:AssumeRoleWithSAML"]));
});

it("offers nothing for nothing, or for what is nowhere", () => {
  expect(suggestActions("  ", 5)).toEqual([]);
  expect(suggestActions("s3:nosuch", 5)).toEqual([]);
  expect(suggestActions("__proto__:x", 5)).toEqual([]);
  expect(suggestActions("s3:", 3)).toHaveLength(3);
});
