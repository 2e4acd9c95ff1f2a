import { evidenceObjects } from "./evidence-value.ts";
import { hclText, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

/** IAM's limit on a role's name. */
const longestName = 64;
const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

/** A name that IAM takes: letters, digits and a few marks. */
function roleName(team: string, base: string): string {
  const plain = team.replaceAll(/[^\w+=,.@-]+/g, "-");
  return `${plain}-${base}`.slice(0, longestName);
}

/** A role for each team, that its functions then run as; the policies of each are to be filled in. */
export const roleSharedRemedies: WriteRemedies = ({ resourceArn, resourceName, accountId, evidence }) => {
  const partition = resourceArn.split(":")[1] ?? "aws";
  const listed = evidenceObjects(evidence, "shared role")[0]?.teams;
  const teams = Array.isArray(listed) ? listed.flatMap((team) => (typeof team === "string" ? [team] : [])) : [];
  const names = (teams.length > 0 ? teams : ["FUNCTION"]).map((team) => roleName(team, resourceName));
  const cli = names.map((name) => {
    const word = shellWord(name);
    return `aws iam create-role --role-name ${word} --assume-role-policy-document ${shellWord(trust)}
aws iam put-role-policy --role-name ${word} --policy-name own-work --policy-document file://OWN_POLICY.json
aws lambda update-function-configuration --function-name FUNCTION \\
  --role ${shellWord(`arn:${partition}:iam::${accountId}:role/${name}`)}`;
  });
  return remedies(
    `# Which functions run as the role now, in each Region:
aws lambda list-functions --query ${shellWord(`Functions[?Role=='${resourceArn}'].FunctionName`)}
${cli.join("\n")}`,
    names
      .map(
        (name) => `${logicalId(name)}:
  Type: AWS::IAM::Role
  Properties:
    RoleName: ${quoted(name)}
    AssumeRolePolicyDocument: ${trust}
    Policies: [] # what its functions use`,
      )
      .join("\n"),
    names
      .map(
        (name) => `new iam.Role(this, ${quoted(logicalId(name))}, {
  roleName: ${quoted(name)},
  assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
  inlinePolicies: {}, // what its functions use
});`,
      )
      .join("\n"),
    names
      .map(
        (name) => `resource "aws_iam_role" "${snakeName(name)}" {
  name               = ${hclText(name)}
  assume_role_policy = jsonencode(${trust})
}`,
      )
      .join("\n"),
  );
};
