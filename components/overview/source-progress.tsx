import { Progress } from "#components/ui/progress.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { SourceProgressView } from "#lib/domain/views/overview.ts";

/** How far each source of the sync is, in the order of collection. */
export function SourceProgress({ progress }: { readonly progress: readonly SourceProgressView[] }) {
  return (
    <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
      {progress.map(({ source, title, tasks, ended }) => (
        <li key={source} className="text-left">
          <Progress
            label={title}
            done={ended}
            total={tasks}
            detail={`${formatExact(ended)} of ${formatExact(tasks)}`}
          />
        </li>
      ))}
    </ul>
  );
}
