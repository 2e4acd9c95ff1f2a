import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { UnknownSourceView } from "#lib/domain/views/sync.ts";

/** What is not known now, since when, why, and what would mend it. Not of one run: of all so far. */
export function UnknownSources({ unknown }: { readonly unknown: readonly UnknownSourceView[] }) {
  const count = unknown.reduce((sum, one) => sum + one.count, 0);
  return (
    <Card aria-label="What is unknown now">
      <CardHeader
        title="What is unknown now"
        reading={
          count === 0
            ? "Everything that Lamplight asks for is known."
            : `${formatNoun(count, "source")} of an account-Region. What rests on them shows as unknown, never as 0.`
        }
      />
      {count === 0 ? null : (
        <CardBody>
          <ul className="divide-y divide-line">
            {unknown.map((one) => (
              <li key={`${one.source} ${one.state} ${one.reason}`} className="grid grid-cols-1 gap-1 py-2 text-sm">
                <div className="flex flex-wrap items-center gap-2">
                  <StatusBadge status={one.state} />
                  <span className="font-medium">{one.title}</span>
                  <span className="text-faint">
                    in {formatNoun(one.count, "place")}
                    {one.since ? (
                      <>
                        , since <RelativeTime at={one.since} />
                      </>
                    ) : null}
                    {one.lastKnown ? (
                      <>
                        , last known <RelativeTime at={one.lastKnown} />
                      </>
                    ) : null}
                  </span>
                </div>
                <p className="[overflow-wrap:anywhere]">{one.reason}</p>
                {one.remedy ? <p className="text-muted [overflow-wrap:anywhere]">{one.remedy}</p> : null}
                <Disclosure summary="Where">
                  <p className="text-muted [overflow-wrap:anywhere]">
                    {one.places.join(", ")}
                    {one.count > one.places.length ? ` and ${formatNoun(one.count - one.places.length, "other")}` : ""}
                  </p>
                </Disclosure>
              </li>
            ))}
          </ul>
        </CardBody>
      )}
    </Card>
  );
}
