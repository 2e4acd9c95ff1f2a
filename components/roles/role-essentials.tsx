import { DescriptionList } from "#components/ui/description-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";

/** What a role is, besides what it may do. */
export function RoleEssentials({ role }: { readonly role: RoleDetail }) {
  const { wildcardServices, tags } = role;
  return (
    <DescriptionList
      columns={2}
      items={[
        ...(wildcardServices && wildcardServices.length > 0 && !role.admin
          ? [{ label: "Whole services", value: wildcardServices.join(", ") }]
          : []),
        { label: "Account", value: `${role.accountName} (${role.accountId})` },
        {
          label: "Policies",
          value: `${formatNoun(role.attachedPolicies, "attached policy", "attached policies")}, ${formatNoun(role.inlinePolicies, "inline policy", "inline policies")}`,
        },
        { label: "Boundary", value: role.boundaryArn ?? "none" },
        { label: "Path", value: role.path },
        { label: "Created", value: role.createdAt ? <RelativeTime at={role.createdAt} /> : "not known" },
        { label: "Read", value: role.observedAt ? <RelativeTime at={role.observedAt} /> : "not known" },
        {
          label: "Tags",
          value:
            Object.entries(tags)
              .map(([key, value]) => `${key} = ${value}`)
              .join(", ") || "none",
        },
      ]}
    />
  );
}
