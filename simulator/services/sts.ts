import { createHash } from "node:crypto";
import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from "@aws-sdk/client-sts";
import { type Principal, principalArn } from "#simulator/faults/denials.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import type { Operation, ServiceOperations } from "./service.ts";
import { writeSession } from "./session-key.ts";

/** A role that stands between the caller and the accounts. */
export interface HubRole {
  readonly accountId: string;
  readonly roleName: string;
  /** What its own trust policy demands; null for nothing. */
  readonly externalId: string | null;
}

/** Which roles the simulated accounts let the caller assume. */
export interface AssumableRoles {
  /** Role names that exist in every account and trust the management account; the hub's role alone where there is one. */
  readonly roleNames: readonly string[];
  /** The external id that their trust policies demand; null when they demand none. */
  readonly externalId: string | null;
  readonly hub: HubRole | null;
  /** Accounts whose role demands another external id. */
  readonly otherExternalIds: ReadonlyMap<string, string>;
  /** Accounts whose role trusts somebody else, or that have none. */
  readonly closed: ReadonlySet<string>;
}

const roleArn = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/;
const DEFAULT_SESSION_SECONDS = 3_600;

export function createSts(roles: AssumableRoles): ServiceOperations {
  const assumeRole: Operation<AssumeRoleRequest, AssumeRoleResponse> = (input, call) => {
    const [, accountId, roleName] = roleArn.exec(input.RoleArn ?? "") ?? [];
    const sessionName = input.RoleSessionName ?? "";
    if (accountId === undefined || roleName === undefined || sessionName === "") {
      throw new AwsError("ValidationError", `${input.RoleArn} is invalid`);
    }
    // AWS says the same of a role that is not there, one that trusts somebody else, and a wrong external id.
    if (call.fleet.account(accountId) === null || !isLetIn(roles, { accountId, roleName }, call, input.ExternalId)) {
      throw new AwsError(
        "AccessDenied",
        `User: ${principalArn(call)} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
        { status: 403 },
      );
    }
    const seconds = input.DurationSeconds ?? DEFAULT_SESSION_SECONDS;
    const expiresAtMs = Date.now() + seconds * 1_000;
    const { accessKeyId, sessionToken } = writeSession({ accountId, roleName, expiresAtMs });
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: createHash("sha256").update(`${accountId}/${roleName}`).digest("base64").slice(0, 40),
        SessionToken: sessionToken,
        Expiration: new Date(expiresAtMs),
      },
      AssumedRoleUser: {
        AssumedRoleId: `${roleId(accountId, roleName)}:${sessionName}`,
        Arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
      },
    };
  };
  return { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole };
}

function isLetIn(
  roles: AssumableRoles,
  role: { readonly accountId: string; readonly roleName: string },
  caller: Principal,
  externalId: string | undefined,
): boolean {
  const { hub } = roles;
  if (hub !== null && isRole(role, hub)) {
    return caller.roleName === null && (hub.externalId === null || hub.externalId === externalId);
  }
  if (roles.closed.has(role.accountId) || !roles.roleNames.includes(role.roleName)) return false;
  if (hub !== null && !isRole(caller, hub)) return false;
  const demanded = roles.otherExternalIds.get(role.accountId) ?? roles.externalId;
  return demanded === null || demanded === externalId;
}

function isRole(one: Principal, other: Principal): boolean {
  return one.accountId === other.accountId && one.roleName === other.roleName;
}

const getCallerIdentity: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> = (_input, call) => ({
  UserId: call.roleName === null ? "AIDASIMULATEDCALLER00" : `${roleId(call.accountId, call.roleName)}:lamplight`,
  Account: call.accountId,
  Arn: principalArn(call),
});

function roleId(accountId: string, roleName: string): string {
  return `AROA${createHash("sha256").update(`${accountId}/${roleName}`).digest("hex").slice(0, 17).toUpperCase()}`;
}
