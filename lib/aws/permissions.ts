import { sources } from "#lib/domain/collection/source.ts";
import { collectorOf } from "./collectors/registry.ts";

/** An IAM action with everything that it is needed for. */
export interface NeededAction {
  readonly action: string;
  /** Each completes "so that …". */
  readonly whys: readonly string[];
  /** Titles of the sources that use it. */
  readonly sources: readonly string[];
  /** Needed by Lamplight's own identity alone, not in each account. */
  readonly ownIdentityOnly: boolean;
}

/** All actions of all collectors, sorted, each once. */
export function requiredActions(): readonly NeededAction[] {
  const needed = new Map<string, { whys: Set<string>; sources: Set<string>; own: boolean }>();
  for (const { name, title, scope } of sources) {
    for (const { action, why } of collectorOf(name).actions) {
      const entry = needed.get(action) ?? { whys: new Set(), sources: new Set(), own: true };
      entry.whys.add(why);
      entry.sources.add(title);
      entry.own &&= scope === "organization";
      needed.set(action, entry);
    }
  }
  return [...needed]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([action, { whys, sources: titles, own }]) => ({
      action,
      whys: [...whys],
      sources: [...titles],
      ownIdentityOnly: own,
    }));
}

export interface RoleTemplateInput {
  /** Who may assume the role: Lamplight's own role, or the root of the account that it runs in. */
  readonly trustedPrincipalArn: string;
  readonly externalId: string;
  readonly roleName: string;
}

/** The CloudFormation template (YAML) of the read-only role that each account needs: one role, no other resource. */
export function roleTemplate({ trustedPrincipalArn, externalId, roleName }: RoleTemplateInput): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: A role that lets Lamplight read what this account runs on AWS Lambda. It can change nothing.
Parameters:
  RoleName:
    Type: String
    Default: ${quoted(roleName)}
  TrustedPrincipalArn:
    Type: String
    Description: Who may assume the role - Lamplight's own role, or the root of the account that it runs in.
    Default: ${quoted(trustedPrincipalArn)}
  ExternalId:
    Type: String
    Description: Lamplight names it when it assumes the role; nobody else may assume it.
    Default: ${quoted(externalId)}
Resources:
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
        - PolicyName: LamplightReadOnly
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
${templateActions()}
                Resource: "*"
Outputs:
  RoleArn:
    Value: !GetAtt LamplightRole.Arn
`;
}

function templateActions(): string {
  const indent = " ".repeat(18);
  return requiredActions()
    .filter(({ ownIdentityOnly }) => !ownIdentityOnly)
    .map(({ action, whys }) => `${indent}# So that ${whys.join("; so that ")}.\n${indent}- ${action}`)
    .join("\n");
}

/** docs/aws-permissions.md: every action, why, and what is missing without it. */
export function permissionsMarkdown(): string {
  const actions = requiredActions();
  return `# AWS permissions

Lamplight only reads. This list is made from the collectors' own declarations; the CloudFormation template that
\`lamplight accounts template\` prints grants exactly the actions of the first table. An action that is not granted
costs what stands beside it and nothing else: the pages then say that it is not visible, and why.

## In each account

${table(actions.filter(({ ownIdentityOnly }) => !ownIdentityOnly))}

## For Lamplight's own identity

\`sts:AssumeRole\` on the role of each account, and:

${table(actions.filter(({ ownIdentityOnly }) => ownIdentityOnly))}
`;
}

function table(actions: readonly NeededAction[]): string {
  const rows = actions.map(({ action, sources: titles, whys }) => {
    return `| \`${action}\` | ${titles.join(", ")} | ${whys.join("; ")} |`;
  });
  return ["| action | source | so that |", "|---|---|---|", ...rows].join("\n");
}

/** A YAML scalar that means this text whatever it holds: JSON's strings are YAML's double-quoted ones. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
