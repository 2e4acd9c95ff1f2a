import { RoleUsage } from "#components/roles/role-usage.tsx";
import { getRoleUsage } from "#lib/server/queries/roles/get-role-usage.ts";

/** What a role uses and what would suffice, worked out when it is looked at. The page has checked who asks. */
export async function LeastPrivilege({ roleArn }: { readonly roleArn: string }) {
  const usage = await getRoleUsage(roleArn);
  return usage === null ? null : <RoleUsage usage={usage} />;
}
