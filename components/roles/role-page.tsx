import type { ReactNode } from "react";
import { ThingHeader } from "#components/layout/thing-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";
import { roleHref } from "#lib/domain/views/roles.ts";
import { ReachCell } from "./reach-cell.tsx";

export const roleTabs = ["permissions", "usage", "functions", "findings", "history"] as const;
export type RoleTab = (typeof roleTabs)[number];

interface RolePageProps {
  readonly role: RoleDetail;
  /** Its page in the AWS console; null where that cannot be reached. */
  readonly awsHref: string | null;
  /** The tab that is looked at. */
  readonly children: ReactNode;
}

/** One role: what it may do and which statement says so, who stands on it, what was found, what changed. */
export function RolePage({ role, awsHref, children }: RolePageProps) {
  const open = role.findings.filter(({ status }) => status !== "resolved").length;
  return (
    <>
      <ThingHeader
        crumbs={[
          { label: "Roles", href: "/roles" },
          { label: role.accountName, href: `/roles?accounts=${role.accountId}` },
        ]}
        name={role.name}
        arn={role.roleArn}
        {...(awsHref ? { awsHref } : {})}
        stats={
          <>
            <Stat label="How grave" value={<ReachCell role={role} />} />
            <Stat label="Functions that run as it" value={formatExact(role.functions)} />
            <Stat
              label="Last used"
              value={role.lastUsedAt ? <RelativeTime at={role.lastUsedAt} /> : "no record"}
              hint={
                role.lastUsedAt ? (role.lastUsedRegion ? `in ${role.lastUsedRegion}` : null) : "in the last 400 days"
              }
            />
          </>
        }
      />
      {role.deletedAt ? (
        <Callout tone="warning" className="mb-4" title="This role no longer exists">
          It was gone <RelativeTime at={role.deletedAt} />. This is how it last was.
        </Callout>
      ) : null}
      <Tabs
        label="Role"
        href={roleHref(role.roleArn)}
        tabs={[
          { id: "permissions", label: "Permissions" },
          { id: "usage", label: "Least privilege" },
          { id: "functions", label: "Who uses it", count: role.functions },
          { id: "findings", label: "Findings", count: open },
          { id: "history", label: "History" },
        ]}
      />
      {children}
    </>
  );
}
