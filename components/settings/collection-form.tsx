"use client";

import type { CollectionSettingsView } from "#lib/domain/views/collection-settings.ts";
import { CollectionBudget } from "./collection-budget.tsx";
import { CollectionOvertaken } from "./collection-overtaken.tsx";
import { CollectionQuotas } from "./collection-quotas.tsx";
import { CollectionSaveBar } from "./collection-save-bar.tsx";
import { CollectionSchedule } from "./collection-schedule.tsx";
import { useCollectionForm } from "./use-collection-form.ts";

interface CollectionFormProps {
  readonly view: CollectionSettingsView;
  readonly readAt: number;
}

/** The settings as a form: what is wrong is said at its field, nothing is saved until asked, and a save can be undone. */
export function CollectionForm({ view, readAt }: CollectionFormProps) {
  const { draft, setDraft, errors, dirty, pending, overtaken, take, submit, insist, discard } = useCollectionForm(
    view.values,
  );
  return (
    <form noValidate className="grid grid-cols-1 gap-4" onSubmit={submit}>
      {overtaken ? (
        <CollectionOvertaken
          overtaken={overtaken}
          onTake={() => take(overtaken.values)}
          onInsist={insist}
          pending={pending}
        />
      ) : null}
      <CollectionBudget
        budget={draft.budget}
        error={errors.budget}
        spentUsd={view.spentUsd}
        levels={view.levels}
        onChange={(budget) => setDraft({ ...draft, budget })}
      />
      <CollectionQuotas
        quotaClasses={view.quotaClasses}
        defaultShare={view.defaultShare}
        shares={draft.shares}
        errors={errors.shares}
        onChange={(name, text) => setDraft({ ...draft, shares: { ...draft.shares, [name]: text } })}
      />
      <CollectionSchedule
        schedule={draft.schedule}
        sources={view.sources}
        readAt={readAt}
        onChange={(schedule) => setDraft({ ...draft, schedule })}
      />
      <CollectionSaveBar dirty={dirty} pending={pending} onDiscard={discard} />
    </form>
  );
}
