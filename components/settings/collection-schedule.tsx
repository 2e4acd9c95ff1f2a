import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { SourceScheduleView } from "#lib/domain/views/collection-settings.ts";

interface CollectionScheduleProps {
  readonly schedule: boolean;
  readonly sources: readonly SourceScheduleView[];
  /** When the page read it, in ms. */
  readonly readAt: number;
  readonly onChange: (schedule: boolean) => void;
}

/** Whether syncs begin by the clock, and how fresh each source is kept. */
export function CollectionSchedule({ schedule, sources, readAt, onChange }: CollectionScheduleProps) {
  return (
    <Card aria-label="Schedule">
      <CardHeader
        title="Schedule"
        reading="What is due is read by an hourly sync; accounts begin minutes apart. A sync that somebody starts goes first."
      />
      <CardBody className="grid grid-cols-1 gap-3">
        <Checkbox label="Sync by schedule" visibleLabel checked={schedule} onChange={onChange} />
        {schedule ? null : (
          <p className="text-sm text-muted">
            Nothing is read until somebody starts a sync. Data gets older, and pages say how old.
          </p>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section aria-label="Sources and when they are read, scrolls sideways" className="overflow-x-auto" tabIndex={0}>
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line text-left text-xs text-faint">
                <th scope="col" className="py-1.5 pr-3 font-medium">
                  Source
                </th>
                <th scope="col" className="px-3 font-medium">
                  Read every
                </th>
                <th scope="col" className="pl-3 text-right font-medium">
                  Next
                </th>
              </tr>
            </thead>
            <tbody>
              {sources.map(({ source, title, everyHours, why, nextAt, billed }) => (
                <tr key={source} className="border-b border-line last:border-0">
                  <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                    {title}
                    {billed ? <span className="ml-2 text-xs font-normal text-faint">billed</span> : null}
                    <span className="block font-normal text-muted">because {why}</span>
                  </th>
                  <td className="tabular px-3 whitespace-nowrap">
                    {everyHours === 1 ? "hour" : formatNoun(everyHours, "hour")}
                  </td>
                  <td className="tabular pl-3 text-right whitespace-nowrap">
                    <Next nextAt={schedule ? nextAt : null} readAt={readAt} scheduled={schedule} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </CardBody>
    </Card>
  );
}

function Next({
  nextAt,
  readAt,
  scheduled,
}: {
  readonly nextAt: string | null;
  readonly readAt: number;
  readonly scheduled: boolean;
}) {
  if (nextAt === null) return <span className="text-faint">{scheduled ? "put off" : "when asked"}</span>;
  return Date.parse(nextAt) <= readAt ? "next sync" : <RelativeTime at={nextAt} />;
}
