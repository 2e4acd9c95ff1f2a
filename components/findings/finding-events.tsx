import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FindingEventView } from "#lib/domain/views/findings.ts";

const words: Readonly<Record<string, string>> = {
  opened: "found it",
  reopened: "reopened it",
  resolved: "resolved it",
  evidenceChanged: "saw other evidence",
  unverified: "could not read its evidence",
  verified: "read its evidence again",
  suppressionExpired: "opened it again: the suppression ran out",
  acknowledged: "acknowledged it",
  suppressed: "suppressed it",
  assigned: "assigned it to",
};

/** What happened to a finding, the latest first. */
export function FindingEvents({ events }: { readonly events: readonly FindingEventView[] }) {
  return (
    <ol className="grid grid-cols-1 gap-1.5 text-sm">
      {events.map((event) => (
        <li key={event.id} className="[overflow-wrap:anywhere]">
          <span className="font-medium">{event.actorName}</span> {words[event.kind] ?? event.kind}
          {event.kind === "assigned" ? ` ${event.reason ?? "nobody"}` : null}{" "}
          <span className="text-faint">
            <RelativeTime at={event.at} />
          </span>
          {event.reason && event.kind !== "assigned" ? <p className="text-muted">{event.reason}</p> : null}
        </li>
      ))}
    </ol>
  );
}
