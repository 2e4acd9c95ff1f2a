import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { SyncReason, SyncTaskView } from "#lib/domain/views/sync.ts";
import { Remedy } from "./remedy.tsx";
import { TaskMark, taskLooks } from "./task-look.tsx";

interface CellDetailProps {
  /** "Functions in eu-west-1". */
  readonly title: string;
  readonly task: SyncTaskView;
  readonly reason: SyncReason | null;
  /** When the page read it, in ms. */
  readonly readAt: number;
}

/** All that is known of one task: what it means, how far it came, how old the data is, when it is read next, what to do. */
export function CellDetail({ title, task, reason, readAt }: CellDetailProps) {
  const { status, done, total, attempts, observedAt, unknownSince, nextAt } = task;
  return (
    <div className="rounded-md border border-line bg-sunken/50 p-3 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <TaskMark status={status} className="shrink-0" />
        {title}: {taskLooks[status].label}
      </p>
      <p className="mt-1 text-muted">
        {taskLooks[status].meaning}
        {total ? ` ${formatExact(done)} of ${formatExact(total)} were read.` : ""}
        {attempts > 1 ? ` It was begun ${formatExact(attempts)} times.` : ""}
      </p>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        <Said term="Last known">{observedAt ? <RelativeTime at={observedAt} /> : "never"}</Said>
        {unknownSince ? (
          <Said term="Unknown since">
            <RelativeTime at={unknownSince} />
          </Said>
        ) : null}
        <Said term="Next reading">
          {nextAt === null ? (
            "when somebody starts a sync, or the budget has room"
          ) : Date.parse(nextAt) <= readAt ? (
            "in the next scheduled sync"
          ) : (
            <RelativeTime at={nextAt} />
          )}
        </Said>
      </dl>
      {reason ? (
        <div className="mt-2 grid gap-1.5">
          <p className="[overflow-wrap:anywhere]">{reason.reason}</p>
          {reason.remedy ? <Remedy text={reason.remedy} /> : null}
        </div>
      ) : null}
    </div>
  );
}

function Said({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-faint">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
