import { Instant } from "#components/ui/instant.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { RoleDetail } from "#lib/domain/views/roles.ts";

/** What changed about the role and its policies, and since when each document stands as it does. */
export function RoleHistory({ role: { changes, snapshots } }: { readonly role: RoleDetail }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <section>
        <h3 className="mb-2 text-sm font-semibold">Changes</h3>
        {changes.length === 0 ? (
          <p className="text-sm text-muted">Nothing about it has changed since Lamplight first read it.</p>
        ) : (
          <ol className="grid grid-cols-1 gap-2 text-sm">
            {changes.map((change) => (
              <li key={change.id}>
                <RelativeTime at={change.occurredAt} />: {change.entityName}, {change.summary}
              </li>
            ))}
          </ol>
        )}
      </section>
      <section>
        <h3 className="mb-2 text-sm font-semibold">Documents</h3>
        <ul className="grid grid-cols-1 gap-1 text-sm">
          {snapshots.map(({ kind, entityId, name, from, to }) => (
            <li key={`${entityId} ${from}`} className="[overflow-wrap:anywhere]">
              {kind === "role" ? "Role" : "Policy"} <span className="font-medium">{name}</span>: from{" "}
              <Instant at={from} />{" "}
              {to ? (
                <>
                  until <Instant at={to} />
                </>
              ) : (
                "until now"
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
