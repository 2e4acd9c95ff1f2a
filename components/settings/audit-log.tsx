import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditView } from "#lib/domain/views/settings.ts";
import { PlainTable } from "./plain-table.tsx";

const columns = [{ title: "When" }, { title: "Who" }, { title: "Did" }, { title: "To" }, { title: "Details" }];

/** Who changed what in Lamplight, newest first. */
export function AuditLog({
  events,
  olderHref,
}: {
  readonly events: readonly AuditView[];
  readonly olderHref: string | null;
}) {
  if (events.length === 0) return <p className="text-sm text-muted">Nothing has been changed yet.</p>;
  return (
    <div className="grid gap-3">
      <PlainTable label="Audit log" columns={columns}>
        {events.map((event) => (
          <tr key={event.id}>
            <td className="px-3 py-1.5 whitespace-nowrap text-muted">
              <RelativeTime at={event.at} />
            </td>
            <td className="px-3 py-1.5 whitespace-nowrap">{event.actor}</td>
            <td className="px-3 py-1.5 font-mono text-xs whitespace-nowrap">{event.action}</td>
            <td className="max-w-64 truncate px-3 py-1.5" title={event.subject}>
              {event.subject}
            </td>
            <td className="max-w-96 truncate px-3 py-1.5 font-mono text-xs text-muted" title={event.details}>
              {event.details}
            </td>
          </tr>
        ))}
      </PlainTable>
      {olderHref ? (
        <div>
          <LinkButton href={olderHref}>Show older</LinkButton>
        </div>
      ) : null}
    </div>
  );
}
