import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { findingHref } from "#lib/domain/views/findings.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";

/** What the rules found about the role; each leads to its place in the queue. */
export function RoleFindings({ role: { roleArn, findings } }: { readonly role: RoleDetail }) {
  if (findings.length === 0) return <p className="text-sm text-muted">No rule has found anything about this role.</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {findings.map((finding) => (
        <li key={finding.id} className="flex flex-wrap items-center gap-2 px-4 py-2.5 text-sm">
          <StatusBadge status={finding.severity} />
          <StatusBadge status={finding.status} />
          <TextLink href={findingHref({ rule: finding.rule, resourceArn: roleArn })}>{finding.title}</TextLink>
          <span className="text-faint">
            first seen <RelativeTime at={finding.firstSeen} />
          </span>
        </li>
      ))}
    </ul>
  );
}
