import { qualifierOf } from "./evidence-value.ts";
import { statementId } from "./function-url-public.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

/** Takes each public statement away and puts one in its place that names who may invoke. */
export const functionPolicyPublicRemedies: WriteRemedies = (subject) => {
  const { resourceArn, resourceName, accountId, region, evidence } = subject;
  const statements = evidence.filter(({ fact }) => fact === "policy statement");
  const removals = statements.map(({ source, value }) => {
    const qualifier = qualifierOf(source, resourceArn);
    const at = `--function-name ${shellWord(resourceName)} --region ${region}${qualifier ? ` --qualifier ${shellWord(qualifier)}` : ""}`;
    return `aws lambda remove-permission ${at} --statement-id ${statementId(value)}`;
  });
  return remedies(
    `${removals.join("\n")}
# Only if somebody has to invoke it from outside, name who:
aws lambda add-permission --function-name ${shellWord(resourceName)} --region ${region} \\
  --statement-id named-caller --action lambda:InvokeFunction \\
  --principal SERVICE.amazonaws.com --source-account ${accountId} --source-arn SOURCE_ARN`,
    `${logicalId(resourceName)}Permission:
  Type: AWS::Lambda::Permission
  Properties:
    FunctionName: ${quoted(resourceArn)}
    Action: lambda:InvokeFunction
    Principal: SERVICE.amazonaws.com # was "*"
    SourceAccount: ${quoted(accountId)}
    SourceArn: SOURCE_ARN`,
    `fn.addPermission("NamedCaller", {
  principal: new iam.ServicePrincipal("SERVICE.amazonaws.com"), // was new iam.StarPrincipal()
  sourceAccount: ${quoted(accountId)},
  sourceArn: "SOURCE_ARN",
});`,
    `resource "aws_lambda_permission" "${snakeName(resourceName)}" {
  function_name  = ${hclText(resourceName)}
  action         = "lambda:InvokeFunction"
  principal      = "SERVICE.amazonaws.com" # was "*"
  source_account = ${hclText(accountId)}
  source_arn     = "SOURCE_ARN"
}`,
  );
};
