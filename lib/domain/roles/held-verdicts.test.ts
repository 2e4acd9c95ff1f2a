import { describe, expect, it } from "vitest";
import type { Reach, Weight } from "#lib/domain/iam/verdicts/reach.ts";
import { heldVerdicts } from "./held-verdicts.ts";

const weightless: Readonly<Record<keyof Reach, Weight | null>> = {
  wildcardActions: null,
  wildcardResourceWrite: null,
  credentialsExposure: null,
  dataExfiltration: null,
  resourceExposure: null,
  infrastructureModification: null,
};
const weighs = (severity: Weight["severity"]): Weight => ({ severity, because: `It is ${severity}.` });

describe("heldVerdicts", () => {
  it("puts the gravest first, equals in the order of the verdicts, and what weighs nothing last", () => {
    const held = heldVerdicts(
      ["wildcardActions", "wildcardResourceWrite", "credentialsExposure", "dataExfiltration"],
      {
        ...weightless,
        wildcardActions: weighs("low"),
        credentialsExposure: weighs("high"),
        dataExfiltration: weighs("high"),
      },
      "none",
    );
    expect(held.map(({ name, severity }) => [name, severity])).toEqual([
      ["credentialsExposure", "high"],
      ["dataExfiltration", "high"],
      ["wildcardActions", "low"],
      ["wildcardResourceWrite", null],
    ]);
    expect(held.at(-1)?.because).toBeNull();
  });

  it.each<[string, readonly ("admin" | "privilegeEscalation")[], "certain" | "potential", string, string]>([
    ["a certain way", ["privilegeEscalation"], "certain", "high", "It can gain rights that it lacks."],
    ["a way that may be", ["privilegeEscalation"], "potential", "medium", "It may gain rights through"],
    ["an administrator", ["admin", "privilegeEscalation"], "certain", "critical", "An administrator"],
  ])("weighs %s of gaining rights", (_, names, escalation, severity, because) => {
    const held = heldVerdicts(names, weightless, escalation);
    const found = held.find(({ name }) => name === "privilegeEscalation");
    expect(found?.severity).toBe(severity);
    expect(found?.because).toContain(because);
  });

  it("of an administrator is critical", () => {
    expect(heldVerdicts(["admin", "privilegeEscalation"], weightless, "certain")[0]).toEqual({
      name: "admin",
      severity: "critical",
      because: "It can do everything on every resource.",
    });
  });
});
