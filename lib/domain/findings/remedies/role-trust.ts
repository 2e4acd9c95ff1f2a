import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import { evidenceObjects } from "./evidence-value.ts";
import { hclEscaped, hclText, indented, logicalId, quoted, shellWord, snakeName } from "./quote.ts";
import { remedies, type WriteRemedies } from "./remedy.ts";

function objectOf(value: Json | undefined): JsonObject {
  return evidenceObjects([{ fact: "object", source: "", value: value ?? null }], "object")[0] ?? {};
}

const isEveryone = (value: Json | undefined): boolean => [value ?? []].flat().includes("*");

/** The principals with nobody in them who is not named. */
function namedPrincipal(principal: Json | undefined, own: string): Json {
  if (isEveryone(principal)) return { AWS: `${own}:role/CALLER` };
  const named = objectOf(principal);
  return isEveryone(named.AWS) ? { ...named, AWS: `${own}:role/CALLER` } : named;
}

/** The provider whose identities are let in, as its condition keys name it; null where none is. */
function providerOf(principal: Json | undefined): string | null {
  const [federated] = [objectOf(principal).Federated ?? []].flat();
  return typeof federated === "string" ? federated.replace(/^arn:[^/]*:oidc-provider\//, "") : null;
}

/** The statement as it stands, with the test that it lacks. */
function closed(statement: JsonObject, own: string): JsonObject {
  const condition = objectOf(statement.Condition);
  const equals = objectOf(condition.StringEquals);
  const provider = providerOf(statement.Principal);
  const test =
    provider === null
      ? { "sts:ExternalId": "AGREED_WITH_THE_CALLER" }
      : { [`${provider}:sub`]: "SUBJECT_THAT_IS_MEANT" };
  const needsTest = provider !== null || !isEveryone(statement.Principal);
  return {
    ...statement,
    Principal: namedPrincipal(statement.Principal, own),
    ...(needsTest ? { Condition: { ...condition, StringEquals: { ...equals, ...test } } } : {}),
  };
}

/** Writes the statements of the trust policy that let too many in anew, each for whom it is meant. */
export const roleTrustRemedies: WriteRemedies = ({ resourceArn, resourceName, evidence }) => {
  const own = resourceArn.slice(0, resourceArn.indexOf(":role/"));
  const statements = evidenceObjects(evidence, "policy statement").map((statement) => closed(statement, own));
  const Statement = statements.length > 0 ? statements : [{ Effect: "Allow", Principal: {}, Action: "sts:AssumeRole" }];
  const policy = JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
  const role = shellWord(resourceName);
  return remedies(
    `# Add the statements of the present policy that are as they should be:
aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument
aws iam update-assume-role-policy --role-name ${role} --policy-document ${shellWord(policy)}`,
    `${logicalId(resourceName)}:
  Type: AWS::IAM::Role
  Properties:
    RoleName: ${quoted(resourceName)}
    # and the statements that are as they should be:
    AssumeRolePolicyDocument: ${indented(policy, 6)}`,
    `const cfnRole = role.node.defaultChild as iam.CfnRole;
// and the statements that are as they should be:
cfnRole.assumeRolePolicyDocument = ${policy};`,
    `resource "aws_iam_role" "${snakeName(resourceName)}" {
  name = ${hclText(resourceName)}
  # and the statements that are as they should be:
  assume_role_policy = jsonencode(${indented(hclEscaped(policy), 2)})
}`,
  );
};
