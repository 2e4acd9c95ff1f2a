import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { RoleDetail } from "#lib/domain/views/roles.ts";

/** What the role may do, in a sentence, and what that rests on. */
export function RoleVerdict({ role }: { readonly role: RoleDetail }) {
  const { admin, wildcardServices, unknown, functions } = role;
  const stands =
    functions === 0
      ? "No function runs as it."
      : `${formatNoun(functions, "function")} ${functions === 1 ? "runs" : "run"} as it.`;
  if (unknown) {
    return (
      <Callout tone="warning" title="What it may do is not known">
        {unknown.reason}
        {unknown.since ? (
          <>
            {" "}
            Since <RelativeTime at={unknown.since} />.
          </>
        ) : null}{" "}
        An unread Deny cannot be excluded, so no verdict is given. {stands}
      </Callout>
    );
  }
  if (admin) {
    return (
      <Callout tone="critical" title="Effectively an administrator of the account">
        All its policies together, minus Deny and cut by its boundary, allow every action on every resource, its own
        rights included. The statements that do it are lit below. {stands}
      </Callout>
    );
  }
  if (wildcardServices && wildcardServices.length > 0) {
    return (
      <Callout
        tone="warning"
        title={
          wildcardServices.includes("*")
            ? "May do everything in nearly every service"
            : `May do everything in ${wildcardServices.join(", ")}`
        }
      >
        Every action of {wildcardServices.includes("*") ? "nearly every service" : "these services"} is granted, on
        whatever resource. The statements that do it are lit below. {stands}
      </Callout>
    );
  }
  return (
    <Callout tone="good" title="Named actions only">
      It is no administrator, and no service is granted whole. {stands}
    </Callout>
  );
}
