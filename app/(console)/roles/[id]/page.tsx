import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { RoleFindings } from "#components/roles/role-findings.tsx";
import { RoleHistory } from "#components/roles/role-history.tsx";
import { RolePage, type RoleTab, roleTabs } from "#components/roles/role-page.tsx";
import { RolePermissions } from "#components/roles/role-permissions.tsx";
import { RoleUsers } from "#components/roles/role-users.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { roleConsoleHref } from "#lib/domain/views/console-links.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getRole } from "#lib/server/queries/roles/get-role.ts";
import { getRoleHistory } from "#lib/server/queries/roles/get-role-history.ts";
import { getRoleStanding } from "#lib/server/queries/roles/get-role-standing.ts";
import { LeastPrivilege } from "./least-privilege.tsx";
import { ServiceSummary } from "./service-summary.tsx";

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const arn = readArn((await params).id);
  return { title: arn.slice(arn.lastIndexOf("/") + 1) };
}

export default async function Page({ params, searchParams }: PageProps) {
  await requirePageViewer("roles:read");
  const [{ id }, { tab }] = await Promise.all([params, searchParams]);
  const role = await getRole(readArn(id));
  if (role === null) notFound();
  const shown = roleTabs.find((name) => name === tab) ?? "permissions";
  return (
    <RolePage role={role} awsHref={roleConsoleHref(role.roleArn)}>
      {await tabOf(role, shown)}
    </RolePage>
  );
}

/** The tab that is looked at; what only it needs is read only for it. */
async function tabOf(role: RoleDetail, tab: RoleTab) {
  switch (tab) {
    case "permissions":
      return <RolePermissions role={role} summary={<Summary roleArn={role.roleArn} />} />;
    case "usage":
      return (
        <Suspense fallback={<Skeleton className="h-80 rounded-lg" />}>
          <LeastPrivilege roleArn={role.roleArn} />
        </Suspense>
      );
    case "functions":
      return <RoleUsers role={role} standing={await getRoleStanding(role.accountId, role.roleArn)} />;
    case "findings":
      return <RoleFindings role={role} />;
    case "history":
      return <RoleHistory history={await getRoleHistory(role.accountId, role.roleArn, managedPolicies(role))} />;
  }
}

function Summary({ roleArn }: { readonly roleArn: string }) {
  return (
    <Suspense fallback={<Skeleton className="h-40 rounded-lg" />}>
      <ServiceSummary roleArn={roleArn} />
    </Suspense>
  );
}

function managedPolicies({ policies }: RoleDetail): readonly string[] {
  return policies.flatMap(({ kind, source }) => (kind === "attached" || kind === "boundary" ? [source] : []));
}

/** The id is the role's ARN, percent-encoded; anything that is not comes through as it is and finds nothing. */
function readArn(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (error) {
    if (error instanceof URIError) return id;
    throw error;
  }
}
