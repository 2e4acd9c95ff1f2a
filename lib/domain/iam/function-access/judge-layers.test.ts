import { expect, it } from "vitest";
import { judgeLayers } from "./judge-layers.ts";
import { layerPublishers } from "./layer-publishers.ts";

const layer = (account: string) => `arn:aws:lambda:eu-west-1:${account}:layer:name:7`;

it.each([
  ["111122223333", "own", null],
  ["222233334444", "known", null],
  ["580247275435", "publisher", "AWS: CloudWatch Lambda Insights"],
  ["464622532012", "publisher", "Datadog"],
  ["888800001111", "foreign", null],
])("a layer of %s is %s", (account, owner, publisher) => {
  expect(judgeLayers([layer(account)], "111122223333", new Set(["222233334444"]))).toEqual([
    { layerArn: layer(account), owner, accountId: account, publisher },
  ]);
});

it("what is no layer's ARN is nobody's", () => {
  for (const text of ["", "layer", "arn:aws:s3:::bucket", "arn:aws:lambda:eu-west-1:aws:layer:x:1"])
    expect(judgeLayers([text], "111122223333", new Set())).toMatchObject([{ owner: "unreadable", accountId: null }]);
});

it("each publisher's account is listed once, with where that is documented", () => {
  const ids = layerPublishers.flatMap(({ accountIds }) => accountIds);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^\d{12}$/);
  for (const { source } of layerPublishers) expect(source).toMatch(/^https:\/\//);
});
