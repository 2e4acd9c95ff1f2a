import { describe, expect, it } from "vitest";
import { sources } from "#lib/domain/collection/source.ts";
import { collectorOf } from "./collectors/registry.ts";
import { probes } from "./doctor-probes.ts";
import { permissionsMarkdown, requiredActions, roleTemplate } from "./permissions.ts";

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
      expect(action).toMatch(/^[a-z0-9-]+:(Get|List|Describe|Lookup|StartQuery|StopQuery)\w*$/);
    }
  });

  it("is what the doctor tries, but for what is Lamplight's own or has no call of its own", () => {
    const tried = new Set(probes.map(({ action }) => action));
    const untried = requiredActions().filter(({ action, ownIdentityOnly }) => !ownIdentityOnly && !tried.has(action));
    // Tags come with GetFunction; a queue's attributes cannot be asked for without a queue.
    expect(untried.map(({ action }) => action)).toEqual(["lambda:ListTags", "sqs:GetQueueAttributes"]);
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

describe("permissionsMarkdown", () => {
  it("lists every action", () => {
    for (const { action } of requiredActions()) expect(permissionsMarkdown()).toContain(`| \`${action}\` |`);
  });
});
