import type {
  GenerateServiceLastAccessedDetailsRequest,
  GenerateServiceLastAccessedDetailsResponse,
  GetServiceLastAccessedDetailsRequest,
  GetServiceLastAccessedDetailsResponse,
  RoleDetail,
  ServiceLastAccessed,
} from "@aws-sdk/client-iam";
import { forgetOldest } from "./bounded-map.ts";
import { managedPoliciesOf, noSuchEntity, rolesOf } from "./iam.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 100;
const MAX_PAGE = 1_000;
const KEPT_JOBS = 20_000;
const JOB_MS = 200;

interface Job {
  readonly accountId: string;
  readonly roleArn: string;
  readonly createdAt: Date;
  readonly doneAtMs: number;
}

/**
 * Last use by service: the job takes a moment, then lists the services that the role's policies name. The role's last
 * use belongs to the first of them; the others were never used, as far as the tracking period goes.
 */
export function createIamLastAccessed(): ServiceOperations {
  const jobs = new Map<string, Job>();
  let generated = 0;

  const generate: Operation<GenerateServiceLastAccessedDetailsRequest, GenerateServiceLastAccessedDetailsResponse> = (
    input,
    call,
  ) => {
    findRole(call, input.Arn);
    generated += 1;
    const id = `1a57acce-0000-4000-8000-${generated.toString(16).padStart(12, "0")}`;
    const doneAtMs = performance.now() + JOB_MS;
    jobs.set(id, { accountId: call.accountId, roleArn: input.Arn ?? "", createdAt: call.now, doneAtMs });
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
    const base = { JobType: "SERVICE_LEVEL" as const, JobCreationDate: job.createdAt };
    if (performance.now() < job.doneAtMs) {
      return { ...base, JobStatus: "IN_PROGRESS", JobCompletionDate: undefined, ServicesLastAccessed: [] };
    }
    const services = lastAccessed(call, findRole(call, job.roleArn));
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

function lastAccessed(call: ServiceCall, role: RoleDetail): ServiceLastAccessed[] {
  const used = role.RoleLastUsed?.LastUsedDate;
  return grantedServices(call, role).map((namespace, index) => ({
    ServiceName: namespace,
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: used !== undefined && index === 0 ? 1 : 0,
    ...(used !== undefined && index === 0
      ? {
          LastAuthenticated: used,
          LastAuthenticatedEntity: role.Arn,
          LastAuthenticatedRegion: role.RoleLastUsed?.Region,
        }
      : {}),
  }));
}

/** Prefixes of the actions that the role's policies allow, sorted. */
function grantedServices(call: ServiceCall, role: RoleDetail): string[] {
  const attached = new Set((role.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn));
  const managed = managedPoliciesOf(call).filter(({ Arn }) => attached.has(Arn));
  const documents = [
    ...(role.RolePolicyList ?? []).map(({ PolicyDocument }) => PolicyDocument),
    ...managed.map(({ PolicyVersionList }) => PolicyVersionList?.find((version) => version.IsDefaultVersion)?.Document),
  ];
  const services = new Set<string>();
  for (const document of documents) {
    for (const [, prefix] of decodeURIComponent(document ?? "").matchAll(/"([a-z0-9-]+):[A-Za-z*][A-Za-z*?]*"/g)) {
      if (prefix !== undefined) {
        services.add(prefix);
      }
    }
  }
  return [...services].sort();
}
