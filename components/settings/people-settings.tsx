import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { PersonView } from "#lib/domain/views/settings.ts";
import { AddPersonDialog } from "./add-person-dialog.tsx";
import { PersonActions } from "./person-actions.tsx";
import { PersonRole } from "./person-role.tsx";
import { PlainTable } from "./plain-table.tsx";

const columns = [
  { title: "Person" },
  { title: "Role" },
  { title: "State" },
  { title: "Last seen" },
  { title: "Browsers", numeric: true },
  { title: "" },
];

/** Everybody with a place here: role, state, and what can be done about it. */
export function PeopleSettings({
  people,
  viewerId,
}: {
  readonly people: readonly PersonView[];
  readonly viewerId: string;
}) {
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[70ch] text-sm text-muted">
          A changed role or a revoked session holds from that person&apos;s next request. A new person gets a one-time
          link with which they set their password.
        </p>
        <AddPersonDialog />
      </div>
      <PlainTable label="People" columns={columns}>
        {people.map((person) => (
          <tr key={person.userId}>
            <th scope="row" className="px-3 py-2 text-left font-normal">
              <span className="block font-medium">{person.name}</span>
              <span className="block text-xs text-faint">{person.email}</span>
            </th>
            <td className="px-3 py-2">
              <PersonRole userId={person.userId} name={person.name} role={person.role} />
            </td>
            <td className="px-3 py-2">
              {person.disabled ? (
                <Badge tone="critical">Disabled</Badge>
              ) : person.invited ? (
                <Badge tone="info">No password yet</Badge>
              ) : (
                <Badge tone="good">Active</Badge>
              )}
            </td>
            <td className="px-3 py-2 text-muted">
              {person.lastSeenAt ? <RelativeTime at={person.lastSeenAt} /> : "never"}
            </td>
            <td className="tabular px-3 py-2 text-right">{person.sessions}</td>
            <td className="px-3 py-2 text-right">
              <PersonActions person={person} self={person.userId === viewerId} />
            </td>
          </tr>
        ))}
      </PlainTable>
    </div>
  );
}
