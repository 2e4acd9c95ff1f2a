import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RolePage, roleTabs } from "#components/roles/role-page.tsx";
import { roleConsoleHref } from "#lib/domain/views/console-links.ts";
import { requirePageViewer } from "#lib/server/guard.ts";
import { getRole } from "#lib/server/queries/roles/get-role.ts";

interface RolePageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: RolePageProps): Promise<Metadata> {
  const arn = readArn((await params).id);
  return { title: arn.slice(arn.lastIndexOf("/") + 1) };
}

export default async function Page({ params, searchParams }: RolePageProps) {
  await requirePageViewer("roles:read");
  const [{ id }, { tab }] = await Promise.all([params, searchParams]);
  const role = await getRole(readArn(id));
  if (role === null) notFound();
  const shown = roleTabs.find((name) => name === tab) ?? "permissions";
  return <RolePage role={role} tab={shown} awsHref={roleConsoleHref(role.roleArn)} />;
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
