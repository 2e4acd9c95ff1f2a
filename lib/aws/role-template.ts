import { accountActions } from "./permissions.ts";

export interface RoleTemplateInput {
  /** Who may assume the role: Lamplight's own role, the hub's, or the root of the account that it runs in. */
  readonly trustedPrincipalArn: string;
  readonly externalId: string;
  readonly roleName: string;
}

export interface HubTemplateInput extends RoleTemplateInput {
  /** Name of the role in the accounts that the hub assumes. */
  readonly accountRoleName: string;
}

/** The CloudFormation template (YAML) of the read-only role that each account needs: one role, no other resource. */
export function roleTemplate(input: RoleTemplateInput): string {
  const statement = `              - Effect: Allow
                Action:
${templateActions()}
                Resource: "*"`;
  return template(input, {
    description: "A role that lets Lamplight read what this account runs on AWS Lambda. It can change nothing.",
    policyName: "LamplightReadOnly",
    parameters: "",
    statement,
  });
}

/** The CloudFormation template of a hub: the one role that Lamplight assumes, and that may assume the accounts' roles. */
export function hubTemplate(input: HubTemplateInput): string {
  return template(input, {
    description:
      "The role through which Lamplight reaches the read-only roles of all accounts. It can do nothing else.",
    policyName: "LamplightAssumesRoles",
    parameters: `  AccountRoleName:
    Type: String
    Description: The name of the read-only role in the accounts.
    Default: ${quoted(input.accountRoleName)}
`,
    statement: `              - Effect: Allow
                Action: sts:AssumeRole
                Resource: !Sub "arn:\${AWS::Partition}:iam::*:role/\${AccountRoleName}"`,
  });
}

interface TemplateParts {
  readonly description: string;
  readonly policyName: string;
  readonly parameters: string;
  readonly statement: string;
}

function template({ trustedPrincipalArn, externalId, roleName }: RoleTemplateInput, parts: TemplateParts): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: ${parts.description}
Parameters:
  RoleName:
    Type: String
    Default: ${quoted(roleName)}
  TrustedPrincipalArn:
    Type: String
    Description: Who may assume the role - a role, or the root of the account that Lamplight runs in.
    Default: ${quoted(trustedPrincipalArn)}
  ExternalId:
    Type: String
    Description: Lamplight names it when it assumes the role; nobody else may assume it.
    Default: ${quoted(externalId)}
${parts.parameters}Resources:
  LamplightRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref RoleName
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Ref TrustedPrincipalArn
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                sts:ExternalId: !Ref ExternalId
      Policies:
        - PolicyName: ${parts.policyName}
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
${parts.statement}
Outputs:
  RoleArn:
    Value: !GetAtt LamplightRole.Arn
`;
}

function templateActions(): string {
  const indent = " ".repeat(18);
  return accountActions()
    .map(({ action, whys }) => `${indent}# So that ${whys.join("; so that ")}.\n${indent}- ${action}`)
    .join("\n");
}

/** A YAML scalar that means this text whatever it holds: JSON's strings are YAML's double-quoted ones. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
