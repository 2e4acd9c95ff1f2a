import { Disclosure } from "#components/ui/disclosure.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { PostponedSourceView } from "#lib/domain/views/sync-spending.ts";
import { Remedy } from "./remedy.tsx";
import { TaskMark } from "./task-look.tsx";

/** What the budget puts off: which source, where, since when, why, and when it goes on. */
export function PostponedList({ postponed }: { readonly postponed: readonly PostponedSourceView[] }) {
  if (postponed.length === 0) return <p className="text-sm text-muted">Nothing is put off.</p>;
  return (
    <section aria-label="Put off">
      <h3 className="text-sm font-medium">Put off to keep the budget</h3>
      <ul className="mt-1 divide-y divide-line">
        {postponed.map(({ source, title, reason, remedy, since, resumesAt, places, count }) => (
          <li key={`${source} ${reason}`} className="flex gap-2 py-2 text-sm">
            <TaskMark status="postponed" className="shrink-0" />
            <div className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-medium">{title}</span>{" "}
              <span className="text-faint">
                in {formatNoun(count, "place")}, since <RelativeTime at={since} />
                {resumesAt ? (
                  <>
                    ; goes on <RelativeTime at={resumesAt} /> at the latest, if the next budget has room
                  </>
                ) : (
                  "; no budget stands in its way any more: it goes on with its next reading"
                )}
              </span>
              <p>{reason}</p>
              {remedy ? <Remedy text={remedy} /> : null}
              <Disclosure summary="Where">
                <p className="text-muted">
                  {places.join(", ")}
                  {count > places.length ? ` and ${formatNoun(count - places.length, "other")}` : ""}
                </p>
              </Disclosure>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
