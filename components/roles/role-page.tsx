import { ThingHeader } from "#components/layout/thing-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact } from "#lib/client/format.ts";
import { type RoleDetail, roleHref } from "#lib/domain/views/roles.ts";
import { PolicyDocument } from "./policy-document.tsx";
import { ReachCell } from "./reach-cell.tsx";
import { RoleEssentials } from "./role-essentials.tsx";
import { RoleFunctions } from "./role-functions.tsx";
import { RoleHistory } from "./role-history.tsx";
import { RoleVerdict } from "./role-verdict.tsx";

export const roleTabs = ["permissions", "functions", "findings", "history"] as const;
export type RoleTab = (typeof roleTabs)[number];

interface RolePageProps {
  readonly role: RoleDetail;
  readonly tab: RoleTab;
  /** Its page in the AWS console; null where that cannot be reached. */
  readonly awsHref: string | null;
}

/** One role: what it may do and which statement says so, who stands on it, what was found, what changed. */
export function RolePage({ role, tab, awsHref }: RolePageProps) {
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
            <Stat label="Reach" value={<ReachCell role={role} />} />
            <Stat label="Functions that run as it" value={formatExact(role.functions)} />
            <Stat
              label="Last used"
              value={role.lastUsedAt ? <RelativeTime at={role.lastUsedAt} /> : "no record"}
              {...(role.lastUsedRegion ? { hint: `in ${role.lastUsedRegion}` } : {})}
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
          { id: "permissions", label: "Permissions", count: role.policies.length },
          { id: "functions", label: "Functions", count: role.functions },
          { id: "findings", label: "Findings", count: open },
          { id: "history", label: "History", count: role.changes.length },
        ]}
      />
      {tab === "permissions" ? <Permissions role={role} /> : null}
      {tab === "functions" ? <RoleFunctions functions={role.roleFunctions} total={role.functions} /> : null}
      {tab === "findings" ? <RoleFindings role={role} /> : null}
      {tab === "history" ? <RoleHistory role={role} /> : null}
    </>
  );
}

function Permissions({ role }: { readonly role: RoleDetail }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <RoleVerdict role={role} />
      <RoleEssentials role={role} columns={2} />
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
        {role.policies.map((policy) => (
          <PolicyDocument key={`${policy.kind} ${policy.source}`} policy={policy} />
        ))}
      </div>
    </div>
  );
}

function RoleFindings({ role }: { readonly role: RoleDetail }) {
  if (role.findings.length === 0)
    return <p className="text-sm text-muted">No rule has found anything about this role.</p>;
  return (
    <ul className="divide-y divide-line">
      {role.findings.map((finding) => (
        <li key={finding.id} className="flex flex-wrap items-center gap-2 py-2 text-sm">
          <StatusBadge status={finding.severity} />
          <StatusBadge status={finding.status} />
          <TextLink
            href={`/findings?q=${encodeURIComponent(role.roleArn)}${finding.status === "resolved" ? "&filter=status+%3D+resolved" : ""}`}
          >
            {finding.title}
          </TextLink>
          <span className="text-faint">
            first seen <RelativeTime at={finding.firstSeen} />
          </span>
        </li>
      ))}
    </ul>
  );
}
