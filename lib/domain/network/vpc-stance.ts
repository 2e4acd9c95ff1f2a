/**
 * What an organisation holds of functions in VPCs: a trade-off that Lamplight does not decide.
 *
 * - `allowed`: either is fine (the default);
 * - `required`: functions belong in a VPC; one outside is to be looked at, one inside never is for being there;
 * - `onlyWhereNeeded`: functions stand in a VPC where something needs it; one inside without is to be looked at.
 */
export const vpcStances = ["allowed", "required", "onlyWhereNeeded"] as const;
export type VpcStance = (typeof vpcStances)[number];

export const defaultStance: VpcStance = "allowed";

/** How people read a stance: its name, and what Lamplight does by it. */
export const stanceTexts: Readonly<Record<VpcStance, { readonly title: string; readonly effect: string }>> = {
  allowed: {
    title: "Allowed",
    effect:
      "Functions may stand in a VPC or outside; neither is a fault. Lamplight says what a VPC costs and what needs it.",
  },
  required: {
    title: "Required",
    effect: "Functions belong in a VPC. Those outside are listed to be looked at; being inside is never a fault.",
  },
  onlyWhereNeeded: {
    title: "Only where needed",
    effect:
      "Functions stand in a VPC where something needs it. Those inside of which nothing was found that needs it are listed to be looked at; being outside is never a fault.",
  },
};

/** What to look at by a stance: functions outside, functions inside without a need that was found, or neither. */
export function stanceConcern(stance: VpcStance): "outside" | "inside" | null {
  return stance === "required" ? "outside" : stance === "onlyWhereNeeded" ? "inside" : null;
}
