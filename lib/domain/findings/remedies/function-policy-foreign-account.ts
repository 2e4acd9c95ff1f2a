import { hclText, logicalId, quoted, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";
import { guiltyStatements, removals } from "./remove-statements.ts";

/** Takes the foreign account's statements away, and lets in one role that may invoke and nothing else. */
export const functionPolicyForeignAccountRemedies: WriteRemedies = (subject) => {
  const { resourceArn, resourceName } = subject;
  const statements = guiltyStatements(subject);
  const [first] = statements;
  const partition = resourceArn.split(":")[1] ?? "aws";
  const role = `arn:${partition}:iam::ACCOUNT:role/ROLE`;
  const target = first?.qualifier ? `${resourceArn}:${first.qualifier}` : resourceArn;
  const at = first?.at ?? `--function-name ${resourceArn} --region ${subject.region}`;
  return remedies(
    `${removals(statements)}
# Only if somebody outside has to invoke it: one role, to invoke and nothing else.
aws lambda add-permission ${at} \\
  --statement-id named-caller --action lambda:InvokeFunction --principal ${role}
# For an account of your own organisation add: --principal-org-id ORGANISATION_ID`,
    `${logicalId(resourceName)}Caller:
  Type: AWS::Lambda::Permission
  Properties:
    FunctionName: ${quoted(target)}
    Action: lambda:InvokeFunction
    Principal: ${role} # was the whole account
    # PrincipalOrgID: ORGANISATION_ID, for an account of your own organisation`,
    `fn.addPermission("Caller", {
  principal: new iam.ArnPrincipal(${quoted(role)}), // was the whole account
  action: "lambda:InvokeFunction",
  // organizationId: "ORGANISATION_ID", for an account of your own organisation
});`,
    `resource "aws_lambda_permission" "${snakeName(resourceName)}_caller" {
  function_name = ${hclText(resourceName)}${first?.qualifier ? `\n  qualifier     = ${hclText(first.qualifier)}` : ""}
  action        = "lambda:InvokeFunction"
  principal     = ${hclText(role)} # was the whole account
  # principal_org_id = "ORGANISATION_ID", for an account of your own organisation
}`,
  );
};
