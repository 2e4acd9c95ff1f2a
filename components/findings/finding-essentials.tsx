import { DescriptionList } from "#components/ui/description-list.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { FindingRow } from "#lib/domain/views/findings.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { roleHref } from "#lib/domain/views/roles.ts";

/** Where the thing that a finding is about has its page. */
export function resourceHref(row: Pick<FindingRow, "resourceKind" | "resourceArn">): string {
  return row.resourceKind === "role" ? roleHref(row.resourceArn) : functionHref(row.resourceArn);
}

/** What a finding is, beside the list. */
export function FindingEssentials({ row, linkable }: { readonly row: FindingRow; readonly linkable: boolean }) {
  const items = [
    { label: "Rule", value: row.title },
    { label: "Severity", value: <StatusBadge status={row.severity} /> },
    {
      label: row.resourceKind === "role" ? "Role" : "Function",
      value: linkable ? <TextLink href={resourceHref(row)}>{row.resourceName}</TextLink> : row.resourceName,
    },
    { label: "Account", value: `${row.accountName} (${row.accountId})` },
    { label: "Region", value: row.region ?? "global" },
    { label: "Status", value: <StatusBadge status={row.status} /> },
    ...(row.status === "suppressed" && row.suppressedUntil
      ? [{ label: "Suppressed until", value: <Instant at={row.suppressedUntil} /> }]
      : []),
    ...(row.status === "resolved" && row.resolvedAt
      ? [{ label: "Resolved", value: <RelativeTime at={row.resolvedAt} /> }]
      : []),
    ...(row.decisionReason && row.status !== "open" ? [{ label: "Reason", value: row.decisionReason }] : []),
    { label: "Assignee", value: row.assigneeName ?? "nobody" },
    { label: "First seen", value: <RelativeTime at={row.firstSeen} /> },
    { label: "Last seen", value: <RelativeTime at={row.lastSeen} /> },
  ];
  return <DescriptionList items={items} />;
}
