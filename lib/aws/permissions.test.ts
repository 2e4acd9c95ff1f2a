import { describe, expect, it } from "vitest";
import { sources } from "#lib/domain/collection/source.ts";
import { collectorOf } from "./collectors/registry.ts";
import { ownProbes, probes } from "./doctor-probes.ts";
import { permissionsMarkdown, requiredActions } from "./permissions.ts";
import { delegationPolicy, hubPolicy, ownIdentityPolicy, policyLimits, rolePolicy } from "./role-policy.ts";
import { hubTemplate, roleTemplate } from "./role-template.ts";
import { hubTerraform, roleTerraform } from "./role-terraform.ts";

const template = roleTemplate({
  trustedPrincipalArn: "arn:aws:iam::111122223333:role/lamplight",
  externalId: 'an "odd": id',
  roleName: "LamplightReadOnly",
});

describe("requiredActions", () => {
  it("holds what every collector declares, each action once, and nothing that writes", () => {
    const actions = requiredActions().map(({ action }) => action);
    expect(new Set(actions).size).toBe(actions.length);
    for (const { name } of sources) {
      for (const { action } of collectorOf(name).actions) expect(actions).toContain(action);
    }
    for (const action of actions) {
      // What is generated is a report of what was used, which AWS counts among its reads.
      expect(action).toMatch(
        /^([a-z0-9-]+:(Get|List|Describe|Lookup|StartQuery|StopQuery)\w*|iam:GenerateServiceLastAccessedDetails)$/,
      );
    }
  });

  it("is what the doctor tries, each once", () => {
    for (const own of [false, true]) {
      const needed = requiredActions().filter(({ ownIdentityOnly }) => ownIdentityOnly === own);
      const tried = (own ? ownProbes : probes).map(({ action }) => action);
      expect(tried.toSorted()).toEqual(needed.map(({ action }) => action));
    }
  });
});

describe("the policies", () => {
  const sizes = [
    ["the role's", rolePolicy()],
    ["the hub's", hubPolicy("aws", "LamplightReadOnly")],
    ["the own identity's", ownIdentityPolicy("arn:aws:iam::*:role/LamplightReadOnly")],
  ] as const;
  it.each(sizes)("%s fits AWS's limits and has no wildcard action", (_title, policy) => {
    const text = JSON.stringify(policy);
    expect(text.length).toBeLessThanOrEqual(Math.min(policyLimits.managed, policyLimits.inline));
    expect(policy.Statement.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });

  it("grants each account's role its actions, sorted, and those of the organisation to the own identity alone", () => {
    const [statement] = rolePolicy().Statement;
    const expected = requiredActions().filter(({ ownIdentityOnly }) => !ownIdentityOnly);
    expect(statement?.Action).toEqual(expected.map(({ action }) => action));
    expect(JSON.stringify(ownIdentityPolicy("*"))).toContain("organizations:ListAccounts");
    expect(JSON.stringify(delegationPolicy("aws", "111122223333"))).toContain('"AWS":"arn:aws:iam::111122223333:root"');
  });
});

describe("roleTemplate", () => {
  it("grants each account's actions, and each with its reason", () => {
    for (const { action, ownIdentityOnly } of requiredActions()) {
      expect(template.includes(`- ${action}\n`)).toBe(!ownIdentityOnly);
    }
    expect(template.match(/# So that /g)?.length).toBe(template.match(/^ {18}- /gm)?.length);
    expect(template).not.toMatch(/- [a-z]+:\*/);
  });

  it("demands the external id and quotes what it is given", () => {
    expect(template).toContain("sts:ExternalId: !Ref ExternalId");
    expect(template).toContain('Default: "an \\"odd\\": id"');
  });
});

describe("the other templates", () => {
  const input = {
    trustedPrincipalArn: "arn:aws:iam::1:root",
    externalId: ["$", "{a}"].join(""),
    roleName: "R",
    accountRoleName: "LamplightReadOnly",
  };

  it("Terraform grants the same actions and keeps what looks like a template as text", () => {
    for (const { action, ownIdentityOnly } of requiredActions()) {
      expect(roleTerraform(input).includes(`"${action}",`)).toBe(!ownIdentityOnly);
    }
    expect(roleTerraform(input)).toContain('"$$' + '{a}"');
  });

  it("the hub may assume the accounts' roles and nothing else", () => {
    for (const text of [hubTemplate(input), hubTerraform(input)]) {
      expect(
        text.match(/[a-z]+:[A-Z]\w+/g)?.filter((match) => !/^(sts:AssumeRole|sts:ExternalId)$/.test(match)),
      ).toEqual([]);
      expect(text).toContain("LamplightReadOnly");
    }
  });
});

describe("permissionsMarkdown", () => {
  it("lists every action", () => {
    for (const { action } of requiredActions()) expect(permissionsMarkdown()).toContain(`| \`${action}\` |`);
  });
});
