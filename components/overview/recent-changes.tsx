import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatNoun } from "#lib/client/format.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { OverviewView, RecentChange } from "#lib/domain/views/overview.ts";

/** What changed in the last 24 hours. */
export function RecentChanges({ changes }: { readonly changes: OverviewView["changes"] }) {
  return (
    <Card aria-label="Changed since yesterday">
      <CardHeader
        title="Changed since yesterday"
        reading={
          changes.total === 0
            ? "Nothing that was seen changed in the last 24 hours."
            : formatNoun(changes.total, "change")
        }
        actions={<TextLink href="/changes">All changes</TextLink>}
      />
      <CardBody>
        <ul className="divide-y divide-line">
          {changes.latest.map((change) => (
            <li key={change.id} className="flex items-baseline justify-between gap-3 py-1.5 text-sm">
              <div className="min-w-0">
                <ChangedThing change={change} />
                <p className="one-line text-xs text-muted">{change.summary}</p>
              </div>
              <div className="shrink-0 text-right text-xs text-faint">
                <RelativeTime at={change.at} />
                <p className="one-line max-w-40">{change.actor ?? "by whom is not known"}</p>
              </div>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function ChangedThing({ change }: { readonly change: RecentChange }) {
  if (change.entityKind !== "function") return <span className="one-line block font-medium">{change.name}</span>;
  return (
    <TextLink href={`${functionHref(change.entityId)}?tab=history`} className="one-line block font-medium">
      {change.name}
    </TextLink>
  );
}
