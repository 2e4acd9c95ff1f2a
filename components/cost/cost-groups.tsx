import { BarRanking } from "#components/charts/bar-ranking.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { formatPercent, formatUsd } from "#lib/client/format.ts";
import { type CostGroup, type CostView, costDimensions } from "#lib/domain/views/cost.ts";
import { GroupsTable } from "./groups-table.tsx";
import { TagPicker } from "./tag-picker.tsx";

const mostBars = 12;

/** Who spends it: by one dimension, which the URL chooses. */
export function CostGroups({ view }: { readonly view: CostView }) {
  const { groups, dimension, tagKey, tagKeys, total } = view;
  const chosen = costDimensions.find(({ value }) => value === dimension);
  const tagged = dimension === "tag" && tagKey !== null;
  const label = tagged ? `Tag ${tagKey}` : (chosen?.label ?? dimension);
  const phrase = tagged ? `tag ${tagKey}` : (chosen?.phrase ?? dimension);
  const known = groups.filter(({ costUsd }) => costUsd !== null);
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-lg font-semibold [overflow-wrap:anywhere]">Who spends it, by {phrase}</h2>
      <Tabs
        label="Group by"
        tabs={costDimensions.map(({ value, label: text }) => ({ id: value, label: text }))}
        href="/cost"
        param="by"
      />
      {dimension === "tag" ? <TagPicker tagKey={tagKey} tagKeys={tagKeys} /> : null}
      <div className="grid gap-4">
        {known.length > 0 ? (
          <BarRanking
            title={`List-price estimate by ${phrase}`}
            reading={reading(known, total.costUsd)}
            measure="US dollars in the period"
            unit="usd"
            bars={groups.slice(0, mostBars).map((group) => bar(group, total.costUsd))}
            footer={
              groups.length > mostBars ? (
                <p className="text-xs text-faint">
                  The first {mostBars} of {groups.length}; the table has all.
                </p>
              ) : null
            }
          />
        ) : null}
        <GroupsTable groups={groups} label={label} />
      </div>
    </section>
  );
}

function bar({ value, label, costUsd }: CostGroup, total: number | null) {
  if (costUsd === null) return { id: value, label, value: null };
  return { id: value, label, value: costUsd, detail: total ? formatPercent(costUsd / total) : "" };
}

function reading(groups: readonly CostGroup[], total: number | null): string {
  const top = groups[0];
  if (!top || !total) return "Nothing was spent in this period.";
  return `${top.label} spends most: ${formatUsd(top.costUsd ?? 0)}, ${formatPercent((top.costUsd ?? 0) / total)} of the whole.`;
}
