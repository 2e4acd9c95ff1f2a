import {
  isTroubled,
  type SyncAccountDetail,
  type SyncReason,
  type SyncSourceView,
  type TaskStatus,
} from "#lib/domain/views/sync.ts";
import { Remedy } from "./remedy.tsx";
import { TaskMark } from "./task-look.tsx";

interface AccountReasonsProps {
  readonly detail: SyncAccountDetail;
  readonly sources: readonly SyncSourceView[];
}

interface Told {
  readonly titles: Set<string>;
  readonly status: TaskStatus;
  readonly reason: SyncReason;
  readonly regions: Set<string>;
}

/** Why tasks of an account did not succeed, each reason once, with where, and what to do. */
export function AccountReasons({ detail, sources }: AccountReasonsProps) {
  const told = tell(detail, sources);
  if (told.size === 0) return null;
  return (
    <ul className="mt-1 grid grid-cols-1 gap-1.5 text-sm">
      {[...told].map(([key, { titles, status, reason, regions }]) => (
        <li key={key} className="flex gap-2">
          <TaskMark status={status} className="shrink-0" />
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{[...titles].join(", ")}</span> in {[...regions].join(", ")}: {reason.reason}
            {reason.remedy ? <Remedy text={reason.remedy} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function tell({ places, reasons }: SyncAccountDetail, sources: readonly SyncSourceView[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const { region, cells } of places) {
    for (const { source, status, reason: index } of cells) {
      const reason = index === null ? undefined : reasons[index];
      if (!reason || !(isTroubled(status) || status === "postponed")) continue;
      const key = `${status} ${index}`;
      const title = sources.find((one) => one.source === source)?.title ?? source;
      const known = told.get(key) ?? { titles: new Set(), status, reason, regions: new Set() };
      known.titles.add(title);
      known.regions.add(region || "all Regions");
      told.set(key, known);
    }
  }
  return told;
}
