import { hclEscaped, hclText, indented, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { type Remedy, type RemedySubject, remedies } from "./remedy.ts";

/** An Allow statement of a policy to be filled in. */
export interface NarrowStatement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** A statement that grants a service's actions on named resources, to be filled in with what the functions call. */
export function narrowService(service: string, partition: string): NarrowStatement {
  return {
    Action: [`${service}:ACTION_THAT_IS_USED`],
    Resource: [`arn:${partition}:${service}:REGION:ACCOUNT:RESOURCE`],
  };
}

function policyOf(statements: readonly NarrowStatement[], partition: string): string {
  const named = statements.length > 0 ? statements : [narrowService("SERVICE", partition)];
  const Statement = named.map(({ Action, Resource }) => ({ Effect: "Allow", Action, Resource }));
  return JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
}

/** How to find the actions that were used, take the wide policies off and put a narrow one on. */
export function narrowRole(subject: RemedySubject, statements: readonly NarrowStatement[]): readonly Remedy[] {
  const { resourceArn, resourceName, evidence } = subject;
  const partition = resourceArn.split(":")[1] ?? "aws";
  const role = shellWord(resourceName);
  const sources = [...new Set(evidence.filter(({ fact }) => fact === "policy statement").map(({ source }) => source))];
  const removals = sources.map((source) =>
    source.startsWith("inline:")
      ? `aws iam delete-role-policy --role-name ${role} --policy-name ${shellWord(source.slice("inline:".length))}`
      : `aws iam detach-role-policy --role-name ${role} --policy-arn ${shellWord(source)}`,
  );
  const policy = policyOf(statements, partition);
  const was = sources.map((source) => `#   ${source}`).join("\n");
  return remedies(
    `# What the role has used, by action (wait until JobStatus is COMPLETED):
aws iam generate-service-last-accessed-details --arn ${shellWord(resourceArn)} --granularity ACTION_LEVEL
aws iam get-service-last-accessed-details --job-id JOB_ID
# Put a policy with those actions on first, then take the wide ones off:
aws iam put-role-policy --role-name ${role} --policy-name least-privilege --policy-document ${shellWord(policy)}
${removals.join("\n")}`,
    `${logicalId(resourceName)}:
  Type: AWS::IAM::Role
  Properties:
    RoleName: ${quoted(resourceName)}
    ManagedPolicyArns: [] # and no inline policy of these:
${indented(was, 4).replace(/^/, "    ")}
    Policies:
      - PolicyName: least-privilege
        PolicyDocument: ${indented(policy, 10)}`,
    `role.attachInlinePolicy(new iam.Policy(this, "LeastPrivilege", {
  document: iam.PolicyDocument.fromJson(${indented(policy, 2)}),
}));
// In place of:
${was.replaceAll(/^#/gm, "//")}`,
    `resource "aws_iam_role_policy" "${snakeName(resourceName)}_least_privilege" {
  name   = "least-privilege"
  role   = ${hclText(resourceName)}
  policy = jsonencode(${indented(hclEscaped(policy), 2)})
}
# In place of:
${was}`,
  );
}
