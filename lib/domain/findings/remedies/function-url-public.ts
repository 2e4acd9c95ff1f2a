import { qualifierOf } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

/** Makes a function URL ask for signed requests, and takes the public permission away. */
export const functionUrlPublicRemedies: WriteRemedies = ({ resourceArn, resourceName, region, evidence }) => {
  const open = evidence.filter(({ fact }) => fact === "function URL");
  const cli = open.map(({ source }) => {
    const qualifier = qualifierOf(source, resourceArn);
    const at = `--function-name ${shellWord(resourceName)} --region ${region}${qualifier ? ` --qualifier ${shellWord(qualifier)}` : ""}`;
    const statements = evidence.filter((one) => one.fact === "policy statement" && one.source === source);
    const removals = statements.map(
      ({ value }) => `aws lambda remove-permission ${at} --statement-id ${statementId(value)}`,
    );
    return [`aws lambda update-function-url-config ${at} --auth-type AWS_IAM`, ...removals].join("\n");
  });
  const qualifier = open.map(({ source }) => qualifierOf(source, resourceArn)).find((found) => found !== null) ?? null;
  return remedies(
    `# Callers must then sign their requests (SigV4) with lambda:InvokeFunctionUrl.\n${cli.join("\n")}`,
    `${logicalId(resourceName)}Url:
  Type: AWS::Lambda::Url
  Properties:
    TargetFunctionArn: ${quoted(resourceArn)}${qualifier ? `\n    Qualifier: ${quoted(qualifier)}` : ""}
    AuthType: AWS_IAM
# SAM: FunctionUrlConfig: { AuthType: AWS_IAM }
# Remove the AWS::Lambda::Permission with Principal "*".`,
    `fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
// and for each caller: url.grantInvokeUrl(caller);`,
    `resource "aws_lambda_function_url" "${snakeName(resourceName)}" {
  function_name      = ${hclText(resourceName)}${qualifier ? `\n  qualifier          = ${hclText(qualifier)}` : ""}
  authorization_type = "AWS_IAM"
}
# Remove the aws_lambda_permission with principal = "*".`,
  );
};

/** The statement's Sid as a shell word; a placeholder where it has none. */
export function statementId(value: unknown): string {
  const sid = typeof value === "object" && value !== null && "Sid" in value ? value.Sid : null;
  return typeof sid === "string" ? shellWord(sid) : "STATEMENT_ID";
}
