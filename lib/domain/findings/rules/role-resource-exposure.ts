import { reachRule } from "./reach-rule.ts";

export const roleResourceExposure = reachRule({
  id: "role-resource-exposure",
  title: "The role can open resources to others",
  remedy:
    "Take the actions that change policies, shares and identities away, or name the resources that they may be used on.",
  question: "resourceExposure",
});
