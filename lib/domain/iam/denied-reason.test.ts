import { expect, it } from "vitest";
import { type Denial, denialLayers } from "./denial.ts";
import { deniedReason, grantsFor } from "./denied-reason.ts";

const untold = { layer: null, explicit: null, policyArn: null };

it("gives the statement for what the account's own policies do not allow, and for what AWS did not explain", () => {
  const told: Denial = { layer: "identityPolicy", explicit: false, policyArn: null };
  const reasons = [
    deniedReason("lambda:GetPolicy", "eu-west-1", told),
    deniedReason("tag:GetResources", "us-east-1", untold),
  ];
  const remedy = grantsFor(`${reasons.join(" (3 functions) ")} (1 function)`);
  expect(remedy).toContain('"Action": "lambda:GetPolicy"');
  expect(remedy).toContain('"Action": "tag:GetResources"');
  expect(reasons[0]).toBe("lambda:GetPolicy is denied in eu-west-1: the role's own policies do not allow it.");
});

it.each(denialLayers.flatMap((layer) => [true, false].map((explicit) => ({ layer, explicit, policyArn: null }))))(
  "gives none against $layer (explicit: $explicit), but for the role's own",
  (denial) => {
    const helps = denial.layer === "identityPolicy" && !denial.explicit;
    expect(grantsFor(deniedReason("logs:StartQuery", "eu-west-1", denial)) !== null).toBe(helps);
  },
);

it("gives none for other failures", () => {
  expect(grantsFor("Lambda in eu-west-1 kept throttling GetPolicy.")).toBeNull();
});
