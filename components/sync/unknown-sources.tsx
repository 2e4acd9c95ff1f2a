"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { UnknownSourceView } from "#lib/domain/views/sync.ts";
import { Remedy } from "./remedy.tsx";

/** Reasons before "Show all": the worst and most widespread come first. */
const reasonsAtFirst = 5;

/** What is not known now, since when, why, and what would mend it. Not of one run: of all so far. */
export function UnknownSources({ unknown }: { readonly unknown: readonly UnknownSourceView[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? unknown : unknown.slice(0, reasonsAtFirst);
  return (
    <Card aria-label="What is unknown now">
      <CardHeader
        {...(unknown.length === 0 ? { className: "pb-3" } : {})}
        title="What is unknown now"
        reading={
          unknown.length === 0
            ? "Everything that Lamplight asks for is known."
            : `For ${formatNoun(unknown.length, "reason")}. What rests on it shows as unknown, never as 0.`
        }
      />
      {unknown.length === 0 ? null : (
        <CardBody>
          <ul className="divide-y divide-line">
            {shown.map((one) => (
              <li key={`${one.state} ${one.reason}`} className="grid grid-cols-1 gap-1 py-2 text-sm">
                <div className="flex flex-wrap items-center gap-2">
                  <StatusBadge status={one.state} />
                  <span className="font-medium">{one.titles.join(", ")}</span>
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
                {one.remedy ? <Remedy text={one.remedy} /> : null}
                <Disclosure summary="Where">
                  <p className="text-muted [overflow-wrap:anywhere]">
                    {one.places.join(", ")}
                    {one.count > one.places.length ? ` and ${formatNoun(one.count - one.places.length, "other")}` : ""}
                  </p>
                </Disclosure>
              </li>
            ))}
          </ul>
          {shown.length < unknown.length ? (
            <Button size="sm" className="mt-2" onClick={() => setAll(true)}>
              Show all {formatNoun(unknown.length, "reason")}
            </Button>
          ) : null}
        </CardBody>
      )}
    </Card>
  );
}
