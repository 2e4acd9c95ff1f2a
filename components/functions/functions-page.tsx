import { FacetPanel } from "#components/data-table/facet-panel.tsx";
import { ListHeader } from "#components/layout/list-header.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatNoun, formatPercent } from "#lib/client/format.ts";
import type { FreshnessView } from "#lib/domain/views/frame.ts";
import type {
  Facet,
  FunctionSort,
  FunctionWindowView,
  MissingView,
  SavedViewView,
} from "#lib/domain/views/functions.ts";
import { FunctionTable } from "./function-table.tsx";
import { SavedViews } from "./saved-views.tsx";

export interface FunctionsPageProps {
  readonly window: FunctionWindowView & { readonly missing: readonly MissingView[] };
  readonly facets: readonly Facet[];
  readonly views: readonly SavedViewView[];
  readonly freshness: FreshnessView;
  /** Everything that decides which rows there are, as a query string. */
  readonly query: string;
  readonly sort: FunctionSort;
  readonly preset: string | null;
  /** A UTC day, when the scope asks for the state at its end. */
  readonly asOf: string | null;
  readonly canSeeCost: boolean;
  readonly canExport: boolean;
  readonly canSave: boolean;
}

/** Every function: filtered by facets and properties, in the order that is asked for. */
export function FunctionsPage(props: FunctionsPageProps) {
  const { window, facets, views, freshness, query, preset, asOf } = props;
  const { web = 0 } = window;
  const narrowed = new URLSearchParams(query).size > 0;
  if (window.total === 0 && !narrowed && !freshness.lastCompletedAt) return <NoFunctionsYet freshness={freshness} />;
  return (
    <>
      <ListHeader
        title="Functions"
        count={web === window.total ? window.total : window.total - web}
        {...(web > 0 && web < window.total
          ? { description: `And ${formatNoun(web, "web function")}, counted apart: no figures of them are read yet.` }
          : {})}
        actions={<SavedViews views={views} page="functions" canSave={props.canSave} />}
      />
      <PartialBar
        missing={window.missing}
        effect="What is not known of a function shows as a hollow dot, never as 0."
      />
      {asOf ? (
        <Callout tone="warning" className="mb-4">
          This list is of now. What a function was at the end of {asOf} stands in its history, and what has changed
          since under <TextLink href="/changes">Changes</TextLink>.
        </Callout>
      ) : null}
      {preset ? null : (
        <Callout className="mb-4">
          Figures of a period of one&apos;s own are summed up now from hours or days; percentiles are kept ready for the
          last 24 hours, 7, 30 and 90 days only.
        </Callout>
      )}
      <div className="flex flex-col gap-3 xl:flex-row xl:gap-5">
        <FacetPanel facets={facets} />
        <div className="min-w-0 flex-1">
          <FunctionTable
            initial={window}
            query={query}
            sort={props.sort}
            facets={facets}
            canSeeCost={props.canSeeCost}
            canExport={props.canExport}
          />
        </div>
      </div>
    </>
  );
}

function NoFunctionsYet({ freshness }: { readonly freshness: FreshnessView }) {
  const { running } = freshness;
  return (
    <FirstUse
      title={running ? "The first sync is under way" : "No function has been read yet"}
      action={<TextLink href="/sync">See the sync</TextLink>}
    >
      {running ? (
        <p>
          {running.total > 0 ? `${formatPercent(running.done / running.total)} of its tasks are done. ` : null}
          Functions appear here as soon as the first account-Region has been listed.
        </p>
      ) : (
        <p>Every function of every account and Region will be listed here after the first sync.</p>
      )}
    </FirstUse>
  );
}
