import { PermissionSummary } from "#components/roles/permission-summary.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { byDanger, servicePermissions } from "#lib/domain/roles/service-permissions.ts";
import { getRolePermissions } from "#lib/server/queries/roles/get-role-permissions.ts";

/** What a role holds by service and class of action, worked out while the rest of the page is there already. */
export async function ServiceSummary({ roleArn }: { readonly roleArn: string }) {
  const permissions = await getRolePermissions(roleArn);
  if (permissions === null) return null;
  if (permissions.state === "unknown") {
    return (
      <Callout tone="warning" title="What it holds is not known">
        {permissions.reason}
      </Callout>
    );
  }
  return <PermissionSummary services={permissions.services.map(servicePermissions).toSorted(byDanger)} />;
}
