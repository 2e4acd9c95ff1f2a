import type { SyncCell, SyncPlace, SyncReason, SyncSourceView } from "#lib/domain/views/sync.ts";
import { TaskMark } from "./task-look.tsx";

interface PlaceReasonsProps {
  readonly places: readonly SyncPlace[];
  readonly sources: readonly SyncSourceView[];
  readonly reasons: readonly SyncReason[];
}

interface Told {
  readonly title: string;
  readonly status: SyncCell["status"];
  readonly reason: SyncReason;
  readonly regions: string[];
}

/** Why tasks of an account did not succeed, each reason once, with where, and what to do. */
export function PlaceReasons({ places, sources, reasons }: PlaceReasonsProps) {
  const told = new Map<string, Told>();
  for (const { region, cells } of places) {
    for (const { source, status, reason: index } of cells) {
      const reason = index === null || status === "succeeded" ? undefined : reasons[index];
      if (!reason) continue;
      const key = `${source} ${status} ${index}`;
      const title = sources.find((one) => one.source === source)?.title ?? source;
      const known = told.get(key) ?? { title, status, reason, regions: [] };
      known.regions.push(region || "all Regions");
      told.set(key, known);
    }
  }
  if (told.size === 0) return null;
  return (
    <ul className="mt-2 grid grid-cols-1 gap-1.5 text-sm">
      {[...told].map(([key, { title, status, reason, regions }]) => (
        <li key={key} className="flex gap-2">
          <TaskMark status={status} className="shrink-0" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{title}</span> in {regions.join(", ")}: {reason.reason}
            {reason.remedy ? <span className="block text-muted">{reason.remedy}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
