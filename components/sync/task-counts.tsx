import { formatExact } from "#lib/client/format.ts";
import { type TaskCounts as Counts, taskStatuses } from "#lib/domain/views/sync.ts";
import { TaskMark, taskLooks } from "./task-look.tsx";

/** How many tasks are in each status, the bad ones first; statuses that no task has are left out. */
export function TaskCounts({ counts }: { readonly counts: Counts }) {
  const present = taskStatuses.filter((status) => (counts[status] ?? 0) > 0);
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
      {present.map((status) => (
        <li key={status} className="tabular inline-flex items-center gap-1.5" title={taskLooks[status].meaning}>
          <TaskMark status={status} />
          {formatExact(counts[status] ?? 0)} <span aria-hidden>{taskLooks[status].label}</span>
        </li>
      ))}
    </ul>
  );
}

/** Tasks that have ended, however they did. */
export function endedOf(counts: Counts): number {
  return taskStatuses
    .filter((status) => status !== "waiting" && status !== "running")
    .reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}
