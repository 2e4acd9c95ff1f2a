import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { SyncMatrixView, SyncSourceView } from "#lib/domain/views/sync.ts";
import { groupPlaces, type PlaceGroup } from "./matrix-groups.ts";
import { PlaceReasons } from "./place-reasons.tsx";
import { PlaceRow } from "./place-row.tsx";
import { TaskCounts } from "./task-counts.tsx";

interface PlaceMatrixProps {
  readonly matrix: SyncMatrixView;
  readonly sources: readonly SyncSourceView[];
}

/** How many accounts stand open: those with something wrong, up to this many. */
const mostOpen = 5;

/** Every account-Region against every source: what was read, what was not and why. The worst accounts come first. */
export function PlaceMatrix({ matrix, sources }: PlaceMatrixProps) {
  const groups = groupPlaces(matrix);
  const troubled = groups.filter(({ rank }) => rank <= 2).length;
  return (
    <Card aria-label="Account-Regions and sources">
      <CardHeader
        title="Account-Regions and sources"
        reading={
          troubled === 0
            ? `${formatNoun(matrix.places.length, "place")}; nothing failed.`
            : `Something could not be read in ${formatNoun(troubled, "account")}; these come first.`
        }
      />
      <CardBody className="grid grid-cols-1 gap-2">
        {groups.map((group, index) => (
          <Disclosure
            key={group.accountId}
            defaultOpen={groups.length <= 3 || (group.rank <= 2 && index < mostOpen)}
            className="border-b border-line pb-2 last:border-0"
            summary={<GroupSummary group={group} />}
          >
            <div className="overflow-x-auto pb-1">
              <table className="text-sm">
                <thead>
                  <tr className="text-left text-xs text-faint">
                    <th className="pr-4 pb-1 font-medium">Region</th>
                    {sources.map(({ source, title }) => (
                      <th key={source} className="px-1 pb-1 align-bottom font-medium whitespace-nowrap">
                        <span className="inline-block [writing-mode:vertical-rl] rotate-180">{title}</span>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {group.places.map((place) => (
                    <PlaceRow key={place.region} place={place} sources={sources} reasons={matrix.reasons} />
                  ))}
                </tbody>
              </table>
            </div>
            <PlaceReasons places={group.places} sources={sources} reasons={matrix.reasons} />
          </Disclosure>
        ))}
      </CardBody>
    </Card>
  );
}

function GroupSummary({ group }: { readonly group: PlaceGroup }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="font-medium text-ink">
        {group.name}{" "}
        {group.name !== group.accountId && group.accountId ? (
          <span className="tabular text-faint">{group.accountId}</span>
        ) : null}
      </span>
      <TaskCounts counts={group.counts} />
    </span>
  );
}
