import type {
  AttachedPolicy,
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  GetRoleRequest,
  GetRoleResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolesRequest,
  ListRolesResponse,
  ManagedPolicyDetail,
  Role,
  RoleDetail,
} from "@aws-sdk/client-iam";
import type { FleetIam } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 100;
const MAX_PAGE = 1_000;

interface Paged {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

/** Entities come in one sequence, roles before policies; a page may hold the end of one kind and the start of the next. */
const getAccountAuthorizationDetails: Operation<
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse
> = (input, call) => {
  const wants = (kind: string) => input.Filter === undefined || input.Filter.some((filter) => filter === kind);
  const roles = wants("Role") ? rolesOf(call) : [];
  const policies = [
    ...(wants("LocalManagedPolicy") ? localPoliciesOf(call) : []),
    ...(wants("AWSManagedPolicy") ? awsPoliciesOf(call) : []),
  ];
  const { items, next } = pageOf<RoleDetail | ManagedPolicyDetail>(call, [...roles, ...policies], pageRequest(input));
  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: items.filter(isRole),
    Policies: items.filter((item) => !isRole(item)),
    ...marker(next),
  };
};

const listRoles: Operation<ListRolesRequest, ListRolesResponse> = (input, call) => {
  const prefix = input.PathPrefix ?? "/";
  const roles = rolesOf(call).filter((role) => (role.Path ?? "/").startsWith(prefix));
  const { items, next } = pageOf(call, roles, pageRequest(input));
  return { Roles: items.map((role) => toRole(role, false)), ...marker(next) };
};

const getRole: Operation<GetRoleRequest, GetRoleResponse> = (input, call) => ({
  Role: toRole(findRole(call, input.RoleName), true),
});

const listAttachedRolePolicies: Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = (
  input,
  call,
) => {
  const attached: readonly AttachedPolicy[] = findRole(call, input.RoleName).AttachedManagedPolicies ?? [];
  const { items, next } = pageOf(call, attached, pageRequest(input));
  return { AttachedPolicies: items, ...marker(next) };
};

const getPolicyVersion: Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> = (input, call) => {
  const policy = managedPoliciesOf(call).find(({ Arn }) => Arn === input.PolicyArn);
  const version = policy?.PolicyVersionList?.find(({ VersionId }) => VersionId === input.VersionId);
  if (version === undefined) {
    throw noSuchEntity(`Policy ${input.PolicyArn} version ${input.VersionId} does not exist or is not attachable.`);
  }
  return { PolicyVersion: version };
};

export function rolesOf(call: ServiceCall): readonly RoleDetail[] {
  return cached(call, "roles", (iam) => iam.roles());
}

/** Customer-managed policies, then those of AWS that the account uses. */
export function managedPoliciesOf(call: ServiceCall): readonly ManagedPolicyDetail[] {
  return [...localPoliciesOf(call), ...awsPoliciesOf(call)];
}

function localPoliciesOf(call: ServiceCall): readonly ManagedPolicyDetail[] {
  return cached(call, "localPolicies", (iam) => iam.localPolicies());
}

function awsPoliciesOf(call: ServiceCall): readonly ManagedPolicyDetail[] {
  return cached(call, "awsPolicies", (iam) => iam.awsPolicies());
}

/** IAM is the same in every Region. */
function cached<Item>(call: ServiceCall, name: string, make: (iam: FleetIam) => readonly Item[]): readonly Item[] {
  return call.lists.get({ accountId: call.accountId, region: "global" }, name, () => make(iamOf(call)));
}

/** The IAM of the caller's account; a fleet account always has one. */
function iamOf(call: ServiceCall): FleetIam {
  const iam = call.fleet.iam(call.accountId);
  if (iam === null) {
    throw new AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", {
      status: 403,
    });
  }
  return iam;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntityException", message);
}

function findRole(call: ServiceCall, name: string | undefined): RoleDetail {
  const role = rolesOf(call).find(({ RoleName }) => RoleName === name);
  if (role === undefined) {
    throw noSuchEntity(`The role with name ${name} cannot be found.`);
  }
  return role;
}

/** Lists leave out tags, boundary and last use; GetRole has them. */
function toRole(detail: RoleDetail, full: boolean): Role {
  const { Path, RoleName, RoleId, Arn, CreateDate, AssumeRolePolicyDocument, PermissionsBoundary, Tags, RoleLastUsed } =
    detail;
  const role: Role = { Path, RoleName, RoleId, Arn, CreateDate, AssumeRolePolicyDocument, MaxSessionDuration: 3_600 };
  return full ? { ...role, PermissionsBoundary, Tags, RoleLastUsed } : role;
}

function isRole(item: RoleDetail | ManagedPolicyDetail): item is RoleDetail {
  return "RoleName" in item;
}

function pageRequest(input: Paged) {
  const { Marker: token, MaxItems: limit } = input;
  return { token, limit, size: PAGE, max: MAX_PAGE, invalidToken: "InvalidInputException" };
}

function marker(next: string | undefined): { IsTruncated: boolean; Marker?: string } {
  return next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: next };
}

export const iam = {
  GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
  ListRoles: listRoles,
  GetRole: getRole,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  GetPolicyVersion: getPolicyVersion,
} satisfies ServiceOperations;
