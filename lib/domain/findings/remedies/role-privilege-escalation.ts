import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import { mostNamed } from "#lib/domain/iam/escalation/escalation-path.ts";
import { evidenceObjects } from "./evidence-value.ts";
import { hclEscaped, hclText, indented, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

const policyName = "no-escalation";
const passRole = "iam:PassRole";

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.flatMap((text) => (typeof text === "string" ? [text] : [])) : [];
}

interface Denied {
  readonly action: string;
  readonly resources: readonly string[];
}

function stepsOf(path: JsonObject): readonly Denied[] {
  const { steps } = path;
  if (!Array.isArray(steps)) return [];
  return evidenceObjects(
    steps.map((value) => ({ fact: "step", source: "", value })),
    "step",
  ).flatMap(({ action, resources }) => (typeof action === "string" ? [{ action, resources: textsOf(resources) }] : []));
}

/** The one step of a path that is taken away: the pass of a role, which does the least harm, else the last. */
function deniedStep(path: JsonObject): readonly Denied[] {
  const steps = stepsOf(path);
  const denied = steps.find(({ action }) => action === passRole) ?? steps.at(-1);
  return denied === undefined ? [] : [denied];
}

/** Whether these are all the resources of a step: what a `NotResource` leaves out is none, and a long list was cut. */
const areAll = (resources: readonly string[]) =>
  resources.length > 0 && resources.length < mostNamed && !resources.some((text) => text.startsWith("!"));

/** One Deny for each action, on the resources that the paths use; on everything where these may not be all. */
function guardOf(paths: readonly JsonObject[]): string {
  const byAction = Map.groupBy(paths.flatMap(deniedStep), ({ action }) => action);
  const statements = [...byAction].map(([Action, denied]) => {
    const resources = [...new Set(denied.flatMap((one) => one.resources))];
    const isNamed = denied.every((one) => areAll(one.resources));
    return { Effect: "Deny", Action, Resource: isNamed ? resources : ["*"] };
  });
  const Statement = statements.length > 0 ? statements : [{ Effect: "Deny", Action: "ACTION", Resource: ["*"] }];
  return JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
}

/** Closes every way at once by a Deny, which no other policy of the role can undo; then the grants can go in peace. */
export const rolePrivilegeEscalationRemedies: WriteRemedies = ({ resourceName, evidence }) => {
  const paths = evidenceObjects(evidence, "escalation path");
  const guard = guardOf(paths);
  const titles = paths.flatMap(({ title }) => (typeof title === "string" ? [title] : []));
  const closed = titles.map((title) => `#   ${title}`).join("\n");
  const sources = [...new Set(evidence.filter(({ fact }) => fact === "policy statement").map(({ source }) => source))];
  const granted = sources.map((source) => `#   ${source}`).join("\n");
  const role = shellWord(resourceName);
  return remedies(
    `# This closes:
${closed}
aws iam put-role-policy --role-name ${role} --policy-name ${policyName} --policy-document ${shellWord(guard)}
# Then take the actions out of the policies that grant them, or name other resources there:
${granted}`,
    `# This closes:
${closed}
NoEscalation:
  Type: AWS::IAM::RolePolicy
  Properties:
    RoleName: ${quoted(resourceName)}
    PolicyName: ${policyName}
    PolicyDocument: ${indented(guard, 6)}`,
    `role.attachInlinePolicy(new iam.Policy(this, "NoEscalation", {
  document: iam.PolicyDocument.fromJson(${indented(guard, 2)}),
}));
// This closes:
${closed.replaceAll(/^#/gm, "//")}`,
    `resource "aws_iam_role_policy" "${snakeName(resourceName)}_no_escalation" {
  name   = "${policyName}"
  role   = ${hclText(resourceName)}
  policy = jsonencode(${indented(hclEscaped(guard), 2)})
}
# This closes:
${closed}`,
  );
};
