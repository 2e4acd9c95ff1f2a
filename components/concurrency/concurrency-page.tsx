import { Heatmap } from "#components/charts/heatmap.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ConcurrencyView } from "#lib/domain/views/concurrency.ts";
import { AliasesSection } from "./aliases-section.tsx";
import { CandidatesTable } from "./candidates-table.tsx";
import { ConcurrencyHeader } from "./concurrency-header.tsx";
import { EventSourcesSection } from "./event-sources-section.tsx";
import { HoldersSection } from "./holders-section.tsx";
import { PlaceChart } from "./place-chart.tsx";
import { PlacesTable } from "./places-table.tsx";
import { ProvisionedSection } from "./provisioned-section.tsx";
import { RunwayChart } from "./runway-chart.tsx";
import { StarvedSection } from "./starved-section.tsx";
import { ThrottledTable } from "./throttled-table.tsx";
import { TrialSection } from "./trial-section.tsx";

/** Which account-Region runs out of concurrency next? */
export function ConcurrencyPage({ view }: { readonly view: ConcurrencyView }) {
  const { places, chosen, detail, missing } = view;
  if (places.length === 0 || chosen === null || detail === null) return <NoPlaces missing={missing.length > 0} />;
  return (
    <>
      <ConcurrencyHeader view={view} />
      <PartialBar missing={missing} effect="Where limits or metrics are missing, headroom is not known." />
      <Part
        title="Claimed against limit"
        text="One row per account-Region, the tightest first; a row leads to its chart below."
      >
        <PlacesTable places={places} chosen={chosen.place} granularity={view.granularity} />
      </Part>
      <Part
        title={`${chosen.accountName}, ${chosen.region}`}
        text="What it claimed over time, and who would be starved next: functions by how much of their ceiling they have used."
      >
        <PlaceChart view={view} chosen={chosen} />
        <RunwayChart place={chosen} days={detail.claimedDays} running={detail.runningDays} />
        <div className="mt-4">
          <CandidatesTable candidates={view.candidates} headroom={chosen.headroom} />
        </div>
      </Part>
      <TrialSection place={chosen} detail={detail} />
      <StarvedSection place={chosen} starved={detail.starved} />
      <EventSourcesSection place={chosen} detail={detail} />
      <HoldersSection holders={view.holders} />
      <ProvisionedSection view={view} />
      <AliasesSection weighted={view.weighted} />
      <Throttles view={view} />
    </>
  );
}

function Throttles({ view: { throttled, heatmap, granularity, places } }: { readonly view: ConcurrencyView }) {
  return (
    <Part title="Throttles" text="Functions that Lambda turned away, the most throttled first, and when.">
      {throttled.length > 0 && heatmap.length > 0 ? (
        <Heatmap
          className="mb-4"
          title="Throttles by hour of the week"
          reading="All account-Regions of the scope; the table view has the figures."
          values={heatmap}
          unit="count"
          zone="UTC"
        />
      ) : null}
      <ThrottledTable throttled={throttled} granularity={granularity} places={places} />
    </Part>
  );
}

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly children: React.ReactNode;
}

function Part({ title, text, children }: PartProps) {
  return (
    <section className="mt-8 first-of-type:mt-0">
      <h2 className="mb-1 text-lg font-semibold">{title}</h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">{text}</p>
      {children}
    </section>
  );
}

function NoPlaces({ missing }: { readonly missing: boolean }) {
  return (
    <FirstUse title="No concurrency to show" action={<LinkButton href="/sync">See the sync</LinkButton>}>
      {missing
        ? "Functions and limits of this scope could not be read."
        : "There is no account-Region with functions in this scope. Widen it at the top of the page, or run a first sync."}
    </FirstUse>
  );
}
