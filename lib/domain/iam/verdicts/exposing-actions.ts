import { type ActionSet, addAll } from "#lib/domain/iam/action-set.ts";
import { actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";
import { actionsNamed, actionsWhere } from "./action-indices.ts";

/** Actions of AWS's level "Write" that let others in all the same: they write policies, shares or identities. */
export const exposingWriteNames: readonly string[] = [
  "aoss:CreateAccessPolicy",
  "aoss:CreateSecurityPolicy",
  "aoss:UpdateAccessPolicy",
  "aoss:UpdateSecurityPolicy",
  "appmesh:PutMeshPolicy",
  "appstream:UpdateImagePermissions",
  "codeartifact:PutDomainPermissionsPolicy",
  "codeartifact:PutRepositoryPermissionsPolicy",
  "codebuild:UpdateProjectVisibility",
  "cognito-identity:SetIdentityPoolRoles",
  "ds:ShareDirectory",
  "dsql:PutClusterPolicy",
  "ec2:ModifyFpgaImageAttribute",
  "ec2:ModifyImageAttribute",
  "ec2:ModifyVerifiedAccessEndpointPolicy",
  "ec2:ModifyVerifiedAccessGroupPolicy",
  "eks:AssociateAccessPolicy",
  "eks:CreateAccessEntry",
  "eks:UpdateAccessEntry",
  "es:UpdateDomainConfig",
  "es:UpdateElasticsearchDomainConfig",
  "iam:AcceptDelegationRequest",
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:AddRoleToInstanceProfile",
  "iam:AddUserToGroup",
  "iam:ChangePassword",
  "iam:CreateAccessKey",
  "iam:CreateInstanceProfile",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateRole",
  "iam:CreateSAMLProvider",
  "iam:CreateServiceLinkedRole",
  "iam:CreateServiceSpecificCredential",
  "iam:CreateUser",
  "iam:CreateVirtualMFADevice",
  "iam:DeactivateMFADevice",
  "iam:DeleteVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:EnableOrganizationsRootCredentialsManagement",
  "iam:EnableOrganizationsRootSessions",
  "iam:PassRole",
  "iam:ResetServiceSpecificCredential",
  "iam:ResyncMFADevice",
  "iam:SendDelegationToken",
  "iam:UpdateAccessKey",
  "iam:UpdateAccountPasswordPolicy",
  "iam:UpdateLoginProfile",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:UpdateSAMLProvider",
  "iam:UpdateSSHPublicKey",
  "iam:UpdateServiceSpecificCredential",
  "iam:UpdateSigningCertificate",
  "iam:UploadSSHPublicKey",
  "iam:UploadSigningCertificate",
  "identitystore:CreateGroupMembership",
  "iotsitewise:CreateAccessPolicy",
  "iotsitewise:UpdateAccessPolicy",
  "kafka:PutClusterPolicy",
  "license-manager:CreateGrant",
  "lightsail:SetResourceAccessForBucket",
  "logs:PutDeliveryDestinationPolicy",
  "logs:PutDestinationPolicy",
  "mediaconnect:GrantFlowEntitlements",
  "mediapackagev2:PutChannelPolicy",
  "mediapackagev2:PutOriginEndpointPolicy",
  "oam:PutSinkPolicy",
  "omics:CreateShare",
  "omics:PutS3AccessPolicy",
  "opsworks:GrantAccess",
  "organizations:CreatePolicy",
  "organizations:DeletePolicy",
  "organizations:DisablePolicyType",
  "organizations:EnableAWSServiceAccess",
  "organizations:RegisterDelegatedAdministrator",
  "qbusiness:AssociatePermission",
  "quicksight:CreateIAMPolicyAssignment",
  "quicksight:UpdateIAMPolicyAssignment",
  "quicksight:UpdatePublicSharingSettings",
  "quicksight:UpdateResourcePermissions",
  "ram:AssociateResourceShare",
  "ram:AssociateResourceSharePermission",
  "ram:CreatePermissionVersion",
  "ram:CreateResourceShare",
  "ram:SetDefaultPermissionVersion",
  "ram:UpdateResourceShare",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "rekognition:PutProjectPolicy",
  "resource-groups:PutGroupPolicy",
  "route53:CreateVPCAssociationAuthorization",
  "route53profiles:PutProfilePolicy",
  "sagemaker:PutModelPackageGroupPolicy",
  "serverlessrepo:PutApplicationPolicy",
  "ssm-contacts:PutContactPolicy",
  "sso:CreateAccountAssignment",
  "sso:CreatePermissionSet",
  "sso:ProvisionPermissionSet",
  "sso:PutInlinePolicyToPermissionSet",
  "transfer:CreateUser",
  "transfer:ImportSshPublicKey",
  "transfer:UpdateUser",
  "wellarchitected:CreateLensShare",
  "wellarchitected:CreateProfileShare",
  "wellarchitected:CreateTemplateShare",
  "wellarchitected:CreateWorkloadShare",
  "workdocs:AddResourcePermissions",
  "workmail:PutMailboxPermissions",
];

/** Names that write a resource policy in whichever service has them, those that AWS adds later too. */
const policyWriters = new Set([
  "CreateResourcePolicy",
  "CreateResourcePolicyStatement",
  "PutResourcePermissionStatement",
  "PutResourcePolicy",
  "UpdateResourcePolicy",
]);

/**
 * Actions of AWS's level "Permissions management" that let nobody in: they use rights or networks, change other
 * settings, or tighten.
 */
export const harmlessPermissionNames: readonly string[] = [
  "apigateway:AddCertificateToDomain",
  "bedrock-agentcore:AuthorizeAction",
  "bedrock-agentcore:InvokeGateway",
  "bedrock-agentcore:InvokeWebSearch",
  "bedrock-agentcore:PartiallyAuthorizeActions",
  "bedrock-agentcore:SynchronizeGatewayTargets",
  "cloudformation:SetStackPolicy",
  "codestar:CreateProject",
  "ds:AccessDSData",
  "ec2:AttachApplianceToNatGateway",
  "ec2:AttachResourcesToPlacementGroup",
  "ec2:CreateOdbNetworkPeering",
  "ec2:DeleteOdbNetworkPeering",
  "ec2:DetachApplianceFromNatGateway",
  "ec2:DetachResourcesFromPlacementGroup",
  "ec2:EnableImageBlockPublicAccess",
  "ec2:EnableSnapshotBlockPublicAccess",
  "ec2:ModifyOdbNetworkPeering",
  "entityresolution:UseIdNamespace",
  "entityresolution:UseWorkflow",
  "fsx:BypassSnaplockEnterpriseRetention",
  "glacier:CompleteVaultLock",
  "glacier:InitiateVaultLock",
  "glacier:SetDataRetrievalPolicy",
  "iotfleetwise:GenerateCommandPayload",
  "license-manager:UpdateServiceSettings",
  "opensearch:ApplicationAccessAll",
  "opensearch:ViewLoginPage",
  "rds-db:connect",
  "s3:BypassGovernanceRetention",
  "ses:ApplyTrackingConfigurationOverrides",
  "ssm-contacts:AssociateContact",
  "vpc-lattice:AssociateViaAWSService",
  "vpc-lattice:AssociateViaAWSService-EventsAndStates",
  "vpc-lattice:CreateServiceNetworkVpcEndpointAssociation",
  "xray:PutEncryptionConfig",
];

/** Services whose actions of that level are calls of their own consoles and nodes. */
const servicesOfCalls = new Set(["managedblockchain"]);
const glueCalls = /^(?!(?:Put|Delete)ResourcePolicy$|GlueNotebookRefreshCredentials$)/;
/** Reads, and what takes a grant back. Deleting a policy is not among them: it may have held a Deny. */
const readsAndWithdrawals =
  /^(Get(?!.*LoginUrl)|BatchGet|List|Describe|Search|Validate|Abort|Cancel|Reject|Revoke|BatchRevoke|Retire|Remove|Deauthorize|Disassociate|Dissociate)|^Delete(?!.*Boundary|.*Policy|.*PolicyVersion).*$/;
const neverExposing = /WebACL$|^AllowVendedLogDeliveryForResource$/;

function isHarmless(name: string, { prefix }: ServiceRange): boolean {
  return (
    servicesOfCalls.has(prefix) ||
    (prefix === "glue" && glueCalls.test(name)) ||
    readsAndWithdrawals.test(name) ||
    neverExposing.test(name)
  );
}

function compute(): ActionSet {
  const { services, names, level } = actionUniverse();
  const named = actionsNamed(harmlessPermissionNames);
  const exposing = actionsNamed(exposingWriteNames);
  const harmless = new Set<number>();
  for (const service of services) {
    for (let index = service.start; index < service.end; index++) {
      if (level(index) === "permissions-management" && isHarmless(names[index] ?? "", service)) harmless.add(index);
    }
  }
  addAll(
    exposing,
    actionsWhere(
      (index) =>
        policyWriters.has(names[index] ?? "") ||
        (level(index) === "permissions-management" &&
          !harmless.has(index) &&
          ((named[index >>> 5] ?? 0) & (1 << (index & 31))) === 0),
    ),
  );
  return exposing;
}

let computed: ActionSet | null = null;

/**
 * The actions with which others are let in to resources. AWS's level "Permissions management" alone misses half of
 * them and holds many that expose nothing; both lists above put that right.
 */
export function exposingActions(): ActionSet {
  computed ??= compute();
  return computed;
}
