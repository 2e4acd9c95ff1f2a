"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Failed } from "#components/states/failed.tsx";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { formatNoun } from "#lib/client/format.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { ChangePage, ChangeView } from "#lib/domain/views/changes.ts";
import { ChangeItem } from "./change-item.tsx";

interface ChangeTimelineProps {
  readonly initial: ChangePage;
  readonly query: string;
  readonly canSeeRoles: boolean;
}

const pageAnswer = z.object({ changes: z.array(z.custom<ChangeView>()), next: z.nullable(z.string()) });

/** Changes day by day, the latest first; earlier ones on demand. */
export function ChangeTimeline({ initial, query, canSeeRoles }: ChangeTimelineProps) {
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...queryKeys.window("changes", query), initial.changes[0]?.id ?? "none"],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(
        `/api/changes?${query}${query ? "&" : ""}next=${encodeURIComponent(pageParam ?? "")}`,
        (body): ChangePage => pageAnswer.parse(body),
        signal,
      ),
    initialPageParam: null as string | null,
    initialData: { pages: [initial], pageParams: [null] },
    getNextPageParam: (last: ChangePage) => last.next,
    refetchOnMount: false,
  });
  const days = byDay(data.pages.flatMap(({ changes }) => changes));
  return (
    <div className="grid grid-cols-1 gap-5">
      {days.map(([day, changes]) => (
        <section key={day} aria-label={day}>
          <h2 className="sticky top-0 z-10 flex items-baseline gap-2 border-b border-line bg-canvas py-1.5 text-sm font-semibold">
            {dayTitle(day)}{" "}
            <span className="tabular font-normal text-faint">{formatNoun(changes.length, "change")}</span>
          </h2>
          <ol className="divide-y divide-line">
            {changes.map((change) => (
              <ChangeItem key={change.id} change={change} canSeeRoles={canSeeRoles} />
            ))}
          </ol>
        </section>
      ))}
      {error ? (
        <Failed title="Earlier changes could not be read" error={error} onRetry={() => void fetchNextPage()} />
      ) : null}
      {hasNextPage ? (
        <Button className="w-fit" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier changes
        </Button>
      ) : null}
    </div>
  );
}

/** Days are UTC days, as everywhere in the store; the times in them are the person's own. */
function byDay(changes: readonly ChangeView[]): readonly (readonly [string, readonly ChangeView[]])[] {
  const days = new Map<string, ChangeView[]>();
  for (const change of changes) {
    const day = change.occurredAt.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return [...days];
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

function dayTitle(day: string): string {
  return `${dayFormat.format(new Date(`${day}T00:00:00Z`))} (UTC)`;
}
