import { IntervalBars } from "#components/charts/interval-bars.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { formatPercent } from "#lib/client/format.ts";
import { type ColdStartsView, type StartGroup, startDimensions } from "#lib/domain/views/cold-starts.ts";
import { GroupsTable } from "./groups-table.tsx";

const mostBars = 20;

/** Rate and percentiles by one dimension, which the URL chooses. */
export function StartGroups({ view, canSeeCost }: { readonly view: ColdStartsView; readonly canSeeCost: boolean }) {
  const { groups, dimension, previous } = view;
  const chosen = startDimensions.find(({ value }) => value === dimension);
  const label = chosen?.label ?? dimension;
  const tabs = startDimensions.map(({ value, label: name }) => ({ id: value, label: name }));
  const byRate = groups.filter(({ rate }) => rate.n > 0).toSorted((a, b) => (b.rate.value ?? 0) - (a.rate.value ?? 0));
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-lg font-semibold">By {chosen?.phrase}</h2>
      <Tabs label="Group by" tabs={tabs} href="/cold-starts" param="by" />
      <div className="grid gap-4">
        {byRate.length > 0 ? (
          <IntervalBars
            title="Cold-start rate with its 95 % interval"
            reading={reading(byRate)}
            unit="ratio"
            intervals={byRate.slice(0, mostBars).map(bar)}
          />
        ) : null}
        <GroupsTable groups={groups} label={label} canSeeCost={canSeeCost} compared={previous?.byGroup ?? false} />
        {previous && !previous.byGroup ? (
          <p className="text-xs text-faint">
            Groups are kept by day for the whole fleet: take accounts, Regions and team out of the scope, and choose 7
            days or more, to compare each group with the period before.
          </p>
        ) : null}
      </div>
    </section>
  );
}

function bar({ value, label, rate }: StartGroup) {
  const { low, high } = rate.interval;
  return rate.tooFew
    ? { id: value, label, estimate: null, low: null, high: null, n: rate.n }
    : { id: value, label, estimate: rate.value, low, high, n: rate.n };
}

function reading(groups: readonly StartGroup[]): string {
  const enough = groups.filter(({ rate }) => !rate.tooFew);
  const [worst, best] = [enough[0], enough.at(-1)];
  if (!worst || !best) return "Too few reports in every group for a share.";
  if (worst === best) return `${worst.label}: ${formatPercent(worst.rate.value ?? 0)}.`;
  const rest = groups.length > mostBars ? " The table has them all." : "";
  return `Most in ${worst.label} (${formatPercent(worst.rate.value ?? 0)}), least in ${best.label} (${formatPercent(best.rate.value ?? 0)}).${rest}`;
}
