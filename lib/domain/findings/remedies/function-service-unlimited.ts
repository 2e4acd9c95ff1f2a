import { servicePrincipalOf } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";
import { guiltyStatements, removals } from "./remove-statements.ts";

/** Puts a permission that names source and account in place of each one that names neither. */
export const functionServiceUnlimitedRemedies: WriteRemedies = (subject) => {
  const { resourceArn, resourceName, accountId, region } = subject;
  const statements = guiltyStatements(subject);
  const named = statements.map(({ at, id, value, qualifier }) => ({
    at,
    id,
    qualifier,
    principal: servicePrincipalOf(value) ?? "SERVICE.amazonaws.com",
  }));
  const [first] = named;
  const principal = first?.principal ?? "SERVICE.amazonaws.com";
  const target = first?.qualifier ? `${resourceArn}:${first.qualifier}` : resourceArn;
  const additions = named.map(
    (one) => `aws lambda add-permission ${one.at} --statement-id ${one.id} \\
  --action lambda:InvokeFunction --principal ${shellWord(one.principal)} \\
  --source-account ${accountId} --source-arn SOURCE_ARN`,
  );
  return remedies(
    `# Between the two commands the service cannot invoke the function in ${region}.
${removals(statements)}
${additions.join("\n")}`,
    `${logicalId(resourceName)}Permission:
  Type: AWS::Lambda::Permission
  Properties:
    FunctionName: ${quoted(target)}
    Action: lambda:InvokeFunction
    Principal: ${quoted(principal)}
    SourceAccount: ${quoted(accountId)} # new
    SourceArn: SOURCE_ARN # new`,
    `fn.addPermission("Invoke", {
  principal: new iam.ServicePrincipal(${quoted(principal)}),
  sourceAccount: ${quoted(accountId)}, // new
  sourceArn: "SOURCE_ARN", // new
});`,
    `resource "aws_lambda_permission" "${snakeName(resourceName)}" {
  function_name  = ${hclText(resourceName)}${first?.qualifier ? `\n  qualifier      = ${hclText(first.qualifier)}` : ""}
  action         = "lambda:InvokeFunction"
  principal      = ${hclText(principal)}
  source_account = ${hclText(accountId)} # new
  source_arn     = "SOURCE_ARN" # new
}`,
  );
};
