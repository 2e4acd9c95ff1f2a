import { reachRule } from "./reach-rule.ts";

export const roleDataExfiltration = reachRule({
  id: "role-data-exfiltration",
  title: "The role can read all data of a kind",
  remedy:
    "Name the buckets, parameters and secrets that its functions read, by ARN: whoever gets code into one reads all.",
  question: "dataExfiltration",
});
