import { createHash } from "node:crypto";
import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from "@aws-sdk/client-sts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import type { Operation, ServiceOperations } from "./service.ts";
import { writeSession } from "./session-key.ts";

/** Which roles the simulated accounts let the caller assume. */
export interface AssumableRoles {
  /** Role names that exist in every account and trust the management account. */
  readonly roleNames: readonly string[];
  /** The external id that their trust policies demand; null when they demand none. */
  readonly externalId: string | null;
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
    const known = call.fleet.account(accountId) !== null && roles.roleNames.includes(roleName);
    if (!known || (roles.externalId !== null && input.ExternalId !== roles.externalId)) {
      throw new AwsError(
        "AccessDenied",
        `User: ${callerArn(call.accountId, call.roleName)} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
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

const getCallerIdentity: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> = (_input, call) => ({
  UserId: call.roleName === null ? "AIDASIMULATEDCALLER00" : `${roleId(call.accountId, call.roleName)}:lamplight`,
  Account: call.accountId,
  Arn: callerArn(call.accountId, call.roleName),
});

function callerArn(accountId: string, roleName: string | null): string {
  return roleName === null
    ? `arn:aws:iam::${accountId}:user/simulated`
    : `arn:aws:sts::${accountId}:assumed-role/${roleName}/lamplight`;
}

function roleId(accountId: string, roleName: string): string {
  return `AROA${createHash("sha256").update(`${accountId}/${roleName}`).digest("hex").slice(0, 17).toUpperCase()}`;
}
