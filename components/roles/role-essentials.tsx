import { DescriptionList } from "#components/ui/description-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { RoleRow } from "#lib/domain/views/roles.ts";
import { ReachCell } from "./reach-cell.tsx";

/** The essentials of one role, beside the list and at the top of its page. */
export function RoleEssentials({ role, columns = 1 }: { readonly role: RoleRow; readonly columns?: 1 | 2 }) {
  const { unknown, wildcardServices } = role;
  return (
    <DescriptionList
      columns={columns}
      items={[
        { label: "Reach", value: <ReachCell role={role} /> },
        ...(unknown ? [{ label: "Why unknown", value: unknown.reason }] : []),
        ...(wildcardServices && wildcardServices.length > 0 && !role.admin
          ? [{ label: "Whole services", value: wildcardServices.join(", ") }]
          : []),
        { label: "Functions", value: formatExact(role.functions) },
        { label: "Account", value: `${role.accountName} (${role.accountId})` },
        { label: "Trusts", value: role.trusts.join(", ") || "nobody that could be read" },
        {
          label: "Policies",
          value: `${formatNoun(role.attachedPolicies, "attached policy", "attached policies")}, ${formatNoun(role.inlinePolicies, "inline policy", "inline policies")}`,
        },
        { label: "Boundary", value: role.boundaryArn ?? "none" },
        {
          label: "Last used",
          value: role.lastUsedAt ? (
            <>
              <RelativeTime at={role.lastUsedAt} />
              {role.lastUsedRegion ? ` in ${role.lastUsedRegion}` : ""}
            </>
          ) : (
            "AWS has no record of it in the last 400 days"
          ),
        },
        { label: "Created", value: role.createdAt ? <RelativeTime at={role.createdAt} /> : "not known" },
        { label: "Path", value: role.path },
      ]}
    />
  );
}
