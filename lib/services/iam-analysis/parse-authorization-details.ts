import type { RolePolicy } from "#lib/domain/iam/role-policies.ts";
import { InvalidInputError } from "#lib/errors.ts";
import type { AnalysisError, AuthorizationDetails, DetailedRole } from "./authorization-details.ts";
import { createDocumentReader, type DocumentReader } from "./document-reader.ts";

type Fields = Readonly<Record<string, unknown>>;

const lists = ["RoleDetailList", "Policies", "UserDetailList", "GroupDetailList"] as const;

/** Leaves a role or policy with a sentence; caught at the entry it belongs to. */
class Unreadable extends Error {}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list that may be missing: tools leave empty ones out. */
function listOf(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Unreadable(`Its ${name} is not a list.`);
  return value;
}

function textOf(fields: Fields, name: string, where: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw new Unreadable(`${where} has no ${name}.`);
  return value;
}

function fieldsOf(value: unknown, where: string): Fields {
  if (!isFields(value)) throw new Unreadable(`${where} is not an object.`);
  return value;
}

function pagesOf(json: unknown): readonly Fields[] {
  const pages = (Array.isArray(json) ? json.flat(2) : [json]).filter(isFields);
  const known = pages.filter((page) => lists.some((name) => name in page));
  if (known.length > 0) return known;
  throw new InvalidInputError(
    "This is not the output of aws iam get-account-authorization-details: it has neither roles nor policies.",
    {},
    { remedy: "Make it with: aws iam get-account-authorization-details > details.json" },
  );
}

function defaultVersion(policy: Fields): unknown {
  const versions = listOf(policy.PolicyVersionList, "PolicyVersionList").filter(isFields);
  const named = versions.find(
    ({ IsDefaultVersion, VersionId }) =>
      IsDefaultVersion === true || (IsDefaultVersion === undefined && VersionId === policy.DefaultVersionId),
  );
  if (named === undefined) throw new Unreadable("Its default version is not in the file.");
  return named.Document;
}

function readPolicy(policy: Fields, source: string, read: DocumentReader): RolePolicy {
  try {
    return { source, ...read(defaultVersion(policy), "identity") };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { source, documentHash: "", document: { kind: "error", message: error.message } };
  }
}

const missing: RolePolicy["document"] = {
  kind: "error",
  message:
    "The policy is not in the file; ask AWS without --filter, or with Role, LocalManagedPolicy and AWSManagedPolicy.",
};

function managed(arn: string, policies: ReadonlyMap<string, RolePolicy>): RolePolicy {
  return policies.get(arn) ?? { source: arn, documentHash: "", document: missing };
}

function policiesOf(role: Fields, known: ReadonlyMap<string, RolePolicy>, read: DocumentReader): readonly RolePolicy[] {
  const attached = listOf(role.AttachedManagedPolicies, "AttachedManagedPolicies").map((entry) => {
    const where = "An attached policy";
    return managed(textOf(fieldsOf(entry, where), "PolicyArn", where), known);
  });
  const inline = listOf(role.RolePolicyList, "RolePolicyList").map((entry) => {
    const where = "An inline policy";
    const policy = fieldsOf(entry, where);
    return { source: `inline:${textOf(policy, "PolicyName", where)}`, ...read(policy.PolicyDocument, "identity") };
  });
  return [...attached, ...inline];
}

function boundaryOf(role: Fields, known: ReadonlyMap<string, RolePolicy>): RolePolicy | null {
  const { PermissionsBoundary: boundary } = role;
  if (boundary === undefined || boundary === null) return null;
  const where = "The permissions boundary";
  return managed(textOf(fieldsOf(boundary, where), "PermissionsBoundaryArn", where), known);
}

function readRole(role: Fields, known: ReadonlyMap<string, RolePolicy>, read: DocumentReader): DetailedRole {
  const roleArn = textOf(role, "Arn", "The role");
  if (!/^arn:[^:]+:iam::\d{12}:role\/./s.test(roleArn)) throw new Unreadable("Its Arn is not the ARN of a role.");
  const trust = read(role.AssumeRolePolicyDocument, "trust");
  return {
    roleArn,
    roleName: typeof role.RoleName === "string" ? role.RoleName : roleArn.slice(roleArn.lastIndexOf("/") + 1),
    trust: trust.document,
    trustHash: trust.documentHash,
    policies: policiesOf(role, known, read),
    boundary: boundaryOf(role, known),
  };
}

/** What decides what a role may do; two entries of one role that agree on it are the same. */
function signature({ trustHash, policies, boundary }: DetailedRole): string {
  return JSON.stringify([
    trustHash,
    boundary?.source,
    policies.map(({ source, documentHash }) => [source, documentHash]),
  ]);
}

function subjectOf(entry: unknown, kind: string, place: number): string {
  const arn = isFields(entry) ? entry.Arn : undefined;
  return typeof arn === "string" && arn !== "" ? arn : `${kind} ${place + 1}`;
}

class Reading {
  readonly errors: AnalysisError[] = [];
  readonly policies = new Map<string, RolePolicy>();
  readonly roles = new Map<string, DetailedRole>();
  readonly #read = createDocumentReader();

  policy(entry: unknown, place: number): void {
    const subject = subjectOf(entry, "policy", place);
    this.#attempt(subject, () => {
      const fields = fieldsOf(entry, "The policy");
      const policy = readPolicy(fields, textOf(fields, "Arn", "The policy"), this.#read);
      const before = this.policies.get(policy.source);
      if (before === undefined) {
        this.policies.set(policy.source, policy);
        if (policy.document.kind === "error") throw new Unreadable(policy.document.message);
      } else if (before.documentHash !== policy.documentHash) {
        const message = "The policy is in the file twice, with different documents.";
        this.policies.set(policy.source, { ...before, documentHash: "", document: { kind: "error", message } });
        throw new Unreadable(message);
      }
    });
  }

  role(entry: unknown, place: number): void {
    const subject = subjectOf(entry, "role", place);
    this.#attempt(subject, () => {
      const role = readRole(fieldsOf(entry, "The role"), this.policies, this.#read);
      const before = this.roles.get(role.roleArn);
      if (before !== undefined && signature(before) !== signature(role)) {
        throw new Unreadable("The role is in the file twice, with different contents; the first is judged.");
      }
      if (before !== undefined) return;
      this.roles.set(role.roleArn, role);
      if (role.trust.kind === "error") throw new Unreadable(`Trust policy: ${role.trust.message}`);
    });
  }

  /** Runs over a list of every page; a page that has something else there is one error. */
  each(pages: readonly Fields[], name: (typeof lists)[number], visit: (entry: unknown, place: number) => void): void {
    let place = 0;
    for (const page of pages) {
      this.#attempt(name, () => {
        for (const entry of listOf(page[name], name)) visit(entry, place++);
      });
    }
  }

  #attempt(subject: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.errors.push({ subject, message: error.message });
    }
  }
}

/**
 * Reads the output of `aws iam get-account-authorization-details`: one page, or several in a list. Documents may be
 * objects, JSON text or URL-encoded; lists may be missing; users and groups are passed over. What cannot be read is an
 * entry in `errors`, and the rest stands.
 *
 * @throws {InvalidInputError} when it is something else altogether.
 */
export function parseAuthorizationDetails(json: unknown): AuthorizationDetails {
  const pages = pagesOf(json);
  const reading = new Reading();
  // Policies of all pages first: AWS splits the lists over pages as it likes.
  reading.each(pages, "Policies", (entry, place) => reading.policy(entry, place));
  reading.each(pages, "RoleDetailList", (entry, place) => reading.role(entry, place));
  return { roles: [...reading.roles.values()], policies: reading.policies, errors: reading.errors };
}
