import type {
  GenerateServiceLastAccessedDetailsRequest,
  GenerateServiceLastAccessedDetailsResponse,
  GetServiceLastAccessedDetailsRequest,
  GetServiceLastAccessedDetailsResponse,
  RoleDetail,
  ServiceLastAccessed,
} from "@aws-sdk/client-iam";
import { serviceUse } from "#simulator/fleet/roles/service-use.ts";
import { forgetOldest } from "./bounded-map.ts";
import { managedPoliciesOf, noSuchEntity, rolesOf } from "./iam.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 100;
const MAX_PAGE = 1_000;
const KEPT_JOBS = 20_000;
const JOB_MS = 200;
/** A job is no faster than this many times, however fast the rest is. */
const MOST_HASTE = 10;

type Granularity = "SERVICE_LEVEL" | "ACTION_LEVEL";

interface Job {
  readonly accountId: string;
  readonly roleArn: string;
  readonly granularity: Granularity;
  readonly createdAt: Date;
  readonly doneAtMs: number;
}

/**
 * Last use by service, and by action where AWS tracks it: the job takes a moment, then lists the services that the
 * role's policies name with what the role did (`serviceUse`).
 */
export function createIamLastAccessed(quotaScale = 1): ServiceOperations {
  const jobs = new Map<string, Job>();
  let generated = 0;

  const generate: Operation<GenerateServiceLastAccessedDetailsRequest, GenerateServiceLastAccessedDetailsResponse> = (
    input,
    call,
  ) => {
    findRole(call, input.Arn);
    generated += 1;
    const id = `1a57acce-0000-4000-8000-${generated.toString(16).padStart(12, "0")}`;
    const granularity = input.Granularity === "ACTION_LEVEL" ? "ACTION_LEVEL" : "SERVICE_LEVEL";
    const doneAtMs = performance.now() + JOB_MS / Math.min(quotaScale, MOST_HASTE);
    const roleArn = input.Arn ?? "";
    jobs.set(id, { accountId: call.accountId, roleArn, granularity, createdAt: call.now, doneAtMs });
    forgetOldest(jobs, KEPT_JOBS);
    return { JobId: id };
  };

  const read: Operation<GetServiceLastAccessedDetailsRequest, GetServiceLastAccessedDetailsResponse> = (
    input,
    call,
  ) => {
    const job = jobs.get(input.JobId ?? "");
    if (job === undefined || job.accountId !== call.accountId) {
      throw noSuchEntity(`The job ${input.JobId} does not exist.`);
    }
    const base = { JobType: job.granularity, JobCreationDate: job.createdAt };
    if (performance.now() < job.doneAtMs) {
      return { ...base, JobStatus: "IN_PROGRESS", JobCompletionDate: undefined, ServicesLastAccessed: [] };
    }
    const services = lastAccessed(call, findRole(call, job.roleArn), job.granularity);
    const { items, next } = pageOf(call, services, {
      token: input.Marker,
      limit: input.MaxItems,
      size: PAGE,
      max: MAX_PAGE,
      invalidToken: "InvalidInputException",
    });
    return {
      ...base,
      JobStatus: "COMPLETED",
      JobCompletionDate: call.now,
      ServicesLastAccessed: items,
      ...(next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: next }),
    };
  };

  return { GenerateServiceLastAccessedDetails: generate, GetServiceLastAccessedDetails: read };
}

function findRole(call: ServiceCall, arn: string | undefined): RoleDetail {
  const role = rolesOf(call).find(({ Arn }) => Arn === arn);
  if (role === undefined) {
    throw noSuchEntity(`ARN ${arn} does not exist.`);
  }
  return role;
}

function lastAccessed(call: ServiceCall, role: RoleDetail, granularity: Granularity): ServiceLastAccessed[] {
  const region = role.RoleLastUsed?.Region;
  return serviceUse(role, managedPoliciesOf(call)).map(({ namespace, title, usedAt, actions }) => ({
    ServiceName: title,
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: usedAt === null ? 0 : 1,
    ...(usedAt === null
      ? {}
      : { LastAuthenticated: usedAt, LastAuthenticatedEntity: role.Arn, LastAuthenticatedRegion: region }),
    ...(granularity === "SERVICE_LEVEL" || actions === null
      ? {}
      : {
          TrackedActionsLastAccessed: actions.map(({ name, usedAt: actionUsedAt }) => ({
            ActionName: name,
            ...(actionUsedAt === null
              ? {}
              : { LastAccessedTime: actionUsedAt, LastAccessedEntity: role.Arn, LastAccessedRegion: region }),
          })),
        }),
  }));
}
