import type { Metadata } from "next";
import { headers } from "next/headers";
import { MessagePage } from "#components/layout/message-page.tsx";
import { pageOf } from "#components/layout/pages.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { currentUser } from "#lib/auth/current-user.ts";
import { can, roles } from "#lib/domain/permissions/roles.ts";
import type { Scope } from "#lib/domain/permissions/scopes.ts";

export const metadata: Metadata = { title: "Not open to your role" };

/** What each part of the console asks for, to say who has it. Guards decide; this only explains. */
const scopeOfPath: readonly (readonly [prefix: string, scope: Scope])[] = [
  ["/settings/people", "people:manage"],
  ["/settings/teams", "teams:manage"],
  ["/settings/accounts", "accounts:manage"],
  ["/settings/audit", "audit:read"],
  ["/settings", "settings:manage"],
  ["/roles", "roles:read"],
  ["/cost", "cost:read"],
  ["/findings", "findings:read"],
  ["/changes", "changes:read"],
  ["/sync", "sync:read"],
];

/** 403: the person is signed in, and this page is not for their role. Says which roles have it. */
export default async function Forbidden() {
  const [user, head] = await Promise.all([currentUser(), headers()]);
  const path = (head.get("x-lamplight-path") ?? "").split("?")[0] ?? "";
  const scope = scopeOfPath.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];
  const holders = scope ? roles.filter((role) => can(role, scope)) : [];
  return (
    <MessagePage
      title={`${pageOf(path)?.title ?? "This page"} is not open to your role`}
      actions={
        <LinkButton href="/overview" variant="primary">
          Go to the overview
        </LinkButton>
      }
    >
      {user ? <>You are signed in as {user.role}. </> : null}
      {scope && holders.length > 0 ? (
        <>
          This page needs <code>{scope}</code>, which {holders.length === 1 ? "the role" : "the roles"}{" "}
          {new Intl.ListFormat("en").format(holders)} {holders.length === 1 ? "has" : "have"}.{" "}
        </>
      ) : null}
      An administrator can change your role; it holds from your next request.
    </MessagePage>
  );
}
