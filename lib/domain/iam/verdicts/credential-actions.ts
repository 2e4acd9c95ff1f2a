import type { ActionSet } from "#lib/domain/iam/action-set.ts";
import { actionIndex, actionsNamed } from "./action-indices.ts";
import { harmlessCredentialNames } from "./harmless-credentials.ts";

/**
 * Actions that hand out credentials or make them: Cloudsplaining's list of 2026, as AWS spells them. Its two actions of
 * "gamelist" are gamelift's; connect:GetFederationTokens and sso:GetRoleCredentials are no IAM actions (any more).
 */
export const credentialActionNames: readonly string[] = [
  "airflow:CreateCliToken",
  "airflow:CreateWebLoginToken",
  "appsync:CreateApiKey",
  "chime:CreateApiKey",
  "cloud9:CreateEnvironmentToken",
  "codeartifact:GetAuthorizationToken",
  "codepipeline:PollForJobs",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "cognito-idp:GetSigningCertificate",
  "connect:GetFederationToken",
  "ec2:GetPasswordData",
  "ecr-public:GetAuthorizationToken",
  "ecr:GetAuthorizationToken",
  "emr-containers:GetManagedEndpointSessionCredentials",
  "finspace-api:GetProgrammaticAccessCredentials",
  "gamelift:GetComputeAccess",
  "gamelift:GetComputeAuthToken",
  "gamelift:GetInstanceAccess",
  "gamelift:RequestUploadCredentials",
  "grafana:CreateWorkspaceApiKey",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "license-manager:GetAccessToken",
  "lightsail:CreateBucketAccessKey",
  "lightsail:DownloadDefaultKeyPair",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  "mediapackage:RotateChannelCredentials",
  "mediapackage:RotateIngestEndpointCredentials",
  "rds-db:connect",
  "redshift-serverless:GetCredentials",
  "redshift:GetClusterCredentials",
  "redshift:GetClusterCredentialsWithIAM",
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:GetFederationToken",
  "sts:GetSessionToken",
];

/** Credentials of other identities of the account: on all of them, a way to become whoever is strongest. */
export const identityCredentialNames: readonly string[] = [
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "sts:AssumeRole",
];

interface CredentialActions {
  readonly all: ActionSet;
  /** The numbers of `all`. */
  readonly indices: readonly number[];
  readonly harmless: ActionSet;
  readonly identities: ActionSet;
}

let loaded: CredentialActions | null = null;

export function credentialActions(): CredentialActions {
  loaded ??= {
    all: actionsNamed(credentialActionNames),
    indices: credentialActionNames.flatMap((name) => actionIndex(name) ?? []),
    harmless: actionsNamed(harmlessCredentialNames),
    identities: actionsNamed(identityCredentialNames),
  };
  return loaded;
}
