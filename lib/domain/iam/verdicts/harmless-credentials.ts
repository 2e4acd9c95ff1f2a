/**
 * Actions that hand out credentials but give a role nothing that it lacks: passes to registries in which each read needs its own right, calls
 * that anyone may make unsigned, and sessions that a role cannot open.
 */
export const harmlessCredentialNames: readonly string[] = [
  "codeartifact:GetAuthorizationToken",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "ecr-public:GetAuthorizationToken",
  "ecr:GetAuthorizationToken",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:GetFederationToken",
  "sts:GetSessionToken",
];
