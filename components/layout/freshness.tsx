import { AlertTriangle, Loader2 } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { formatCount, formatNoun, formatPercent } from "#lib/client/format.ts";
import type { FreshnessData } from "./frame-data.ts";

/** How old the data is and what is missing from it: "synced 4 min ago, 2 tasks failed". Leads to /sync. */
export function Freshness({ freshness }: { readonly freshness: FreshnessData }) {
  const { running, lastCompletedAt, failedTasks, deniedTasks } = freshness;
  const missing = failedTasks + deniedTasks > 0;
  return (
    <ScopedLink
      href="/sync"
      className="inline-flex h-7 min-w-0 items-center gap-1.5 rounded-md px-2 text-xs whitespace-nowrap text-muted hover:bg-hover hover:text-ink"
    >
      {running ? (
        <Loader2 aria-hidden className="size-3.5 shrink-0 animate-spin text-info" />
      ) : missing ? (
        <AlertTriangle aria-hidden className="size-3.5 shrink-0 text-medium" />
      ) : (
        <span aria-hidden className="size-2 shrink-0 rounded-full bg-good" />
      )}
      <span className="one-line">
        {running ? (
          <Running {...running} />
        ) : lastCompletedAt ? (
          <>
            Synced <RelativeTime at={lastCompletedAt} plain />
          </>
        ) : (
          "Not synced yet"
        )}
      </span>
      {missing ? <span className="hidden text-medium md:inline">{missingText(failedTasks, deniedTasks)}</span> : null}
    </ScopedLink>
  );
}

function Running({ done, total, phase }: { readonly done: number; readonly total: number; readonly phase: string }) {
  return (
    <>
      Syncing <span className="tabular">{total > 0 ? formatPercent(done / total) : formatCount(done)}</span>
      <span className="hidden xl:inline"> · {phase}</span>
    </>
  );
}

function missingText(failed: number, denied: number): string {
  const parts = [
    failed > 0 ? `${formatNoun(failed, "task")} failed` : "",
    denied > 0 ? `${formatCount(denied)} denied` : "",
  ];
  return parts.filter(Boolean).join(", ");
}
