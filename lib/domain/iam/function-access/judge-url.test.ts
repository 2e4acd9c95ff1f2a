import { describe, expect, it } from "vitest";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { allow, base, deny, judge, known, org, own, policy, root, when } from "./function-policies.fixture.ts";
import { judgeFunctionAccess } from "./judge-function-access.ts";

describe("URLs", () => {
  const url = (authType: string, qualifier: string | null = null) => [{ qualifier, authType, url: "https://u/" }];
  const byUrl = (auth: string) =>
    allow({
      Principal: "*",
      Action: "lambda:InvokeFunctionUrl",
      ...when("StringEquals", "lambda:FunctionUrlAuthType", auth),
    });
  const viaUrl = allow({ Principal: "*", ...when("Bool", "lambda:InvokedViaFunctionUrl", "true") });

  it.each<[string, string, Json[], string, string]>([
    ["no policy", "NONE", [], "closed", "no"],
    ["both permissions", "NONE", [byUrl("NONE"), viaUrl], "public", "yes"],
    ["both in one statement", "NONE", [allow({ Principal: "*", Action: "lambda:Invoke*" })], "public", "yes"],
    ["the first permission alone", "NONE", [byUrl("NONE")], "limited", "limited"],
    ["the second alone", "NONE", [viaUrl], "closed", "no"],
    ["for the other type", "NONE", [byUrl("AWS_IAM"), viaUrl], "closed", "no"],
    ["for an organisation", "NONE", [{ ...(byUrl("NONE") as object), ...org("o-1") }, viaUrl], "limited", "limited"],
    [
      "from a network",
      "NONE",
      [{ ...(byUrl("NONE") as object), ...when("IpAddress", "aws:SourceIp", "192.0.2.0/24") }, viaUrl],
      "limited",
      "limited",
    ],
    [
      "taken away",
      "NONE",
      [byUrl("NONE"), viaUrl, deny({ Principal: "*", Action: "lambda:InvokeFunctionUrl" })],
      "closed",
      "no",
    ],
    ["the second taken away", "NONE", [byUrl("NONE"), viaUrl, deny({ Principal: "*" })], "limited", "limited"],
    [
      "IAM, by name",
      "AWS_IAM",
      [allow({ Principal: { AWS: root(own) }, Action: "lambda:InvokeFunctionUrl" })],
      "closed",
      "no",
    ],
    ["IAM, anyone", "AWS_IAM", [byUrl("AWS_IAM"), viaUrl], "public", "yes"],
    ["IAM, open to the unsigned", "AWS_IAM", [byUrl("NONE"), viaUrl], "closed", "no"],
  ])("%s", (_, authType, statements, verdict, open) => {
    const found = judge(statements, { urls: known(url(authType)) });
    expect(found.url?.verdict).toBe(verdict);
    expect(found.public.verdict).toBe(open);
  });

  it("say which of the two permissions is missing", () => {
    const { url: found } = judge([byUrl("NONE")], { urls: known(url("NONE")) });
    expect(found?.because).toContain("needs lambda:InvokeFunction beside");
  });

  it("are of one qualifier", () => {
    const access = judgeFunctionAccess({
      ...base,
      policies: known({ "": policy(byUrl("NONE"), viaUrl) }),
      aliases: known([{ name: "live", version: "3" }]),
      urls: known(url("NONE", "live")),
    });
    expect(access.qualifiers.map(({ qualifier, version, url: one }) => [qualifier, version, one?.verdict])).toEqual([
      [null, null, undefined],
      ["live", "3", "closed"],
    ]);
  });
});
