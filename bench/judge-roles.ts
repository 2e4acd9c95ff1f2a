import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { createVerdictCache, type RolePolicy, roleVerdicts } from "#lib/domain/iam/role-verdicts.ts";
import { peakMb } from "./benches/setup/process-memory.ts";

/**
 * Reads a GetAccountAuthorizationDetails file and judges every role in it, as a process of its own, so that start,
 * reading and memory count. Prints what it found as one line of JSON.
 */
type Document = object | string;

interface Details {
  readonly RoleDetailList: readonly {
    readonly Arn: string;
    readonly RolePolicyList?: readonly { readonly PolicyName: string; readonly PolicyDocument: Document }[];
    readonly AttachedManagedPolicies?: readonly { readonly PolicyArn: string }[];
    readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
  }[];
  readonly Policies: readonly {
    readonly Arn: string;
    readonly PolicyVersionList: readonly { readonly IsDefaultVersion: boolean; readonly Document?: Document }[];
  }[];
}

const details: Details = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const policies = new Map(
  details.Policies.map(({ Arn, PolicyVersionList }) => {
    const document = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document ?? "";
    return [Arn, policyOf(Arn, document)] as const;
  }),
);
const cache = createVerdictCache();
const verdicts = details.RoleDetailList.map((role) =>
  roleVerdicts(
    {
      roleArn: role.Arn,
      policies: [
        ...(role.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => managed(PolicyArn)),
        ...(role.RolePolicyList ?? []).map((inline) => policyOf(`inline:${inline.PolicyName}`, inline.PolicyDocument)),
      ],
      boundary: role.PermissionsBoundary ? managed(role.PermissionsBoundary.PermissionsBoundaryArn) : null,
    },
    cache,
  ),
);
const admins = verdicts.filter(({ admin }) => admin.state === "known" && admin.value).length;
const unknown = verdicts.filter(({ admin }) => admin.state === "unknown").length;
process.stdout.write(`${JSON.stringify({ roles: verdicts.length, admins, unknown, peakMb: peakMb(process.pid) })}\n`);

function policyOf(source: string, document: Document): RolePolicy {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const documentHash = createHash("sha256").update(text).digest("hex");
  return { source, documentHash, document: parsePolicyDocument(document, "identity") };
}

function managed(arn: string): RolePolicy {
  const missing = { kind: "error", message: "The policy is not in the file." } as const;
  return policies.get(arn) ?? { source: arn, documentHash: "", document: missing };
}
