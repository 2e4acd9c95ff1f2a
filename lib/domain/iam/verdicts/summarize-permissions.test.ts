import { expect, it } from "vitest";
import { allow, deny, ifTagged, rightsOf } from "./rights.fixture.ts";
import { summarizePermissions } from "./summarize-permissions.ts";

it("counts what is granted of each service by level, and how much of it on all resources", () => {
  const summary = summarizePermissions(
    rightsOf([
      [allow("sqs:*", "arn:aws:sqs:*:*:q"), allow("sqs:SendMessage"), deny("sqs:DeleteQueue")],
      [allow("execute-api:*"), { ...allow("sns:*"), ...ifTagged }],
    ]),
  );
  expect(summary.map(({ service, whole, onAllResources }) => ({ service, whole, onAllResources }))).toEqual([
    { service: "execute-api", whole: true, onAllResources: 3 },
    { service: "sqs", whole: false, onAllResources: 1 },
  ]);
  const levels = summary[1]?.levels;
  expect(levels?.tagging).toEqual({ granted: 2, of: 2 });
  expect((levels?.write.of ?? 0) - (levels?.write.granted ?? 0)).toBe(1);
});

it("is empty of a role that holds nothing", () => {
  expect(summarizePermissions(rightsOf([[deny("*")]]))).toEqual([]);
});
