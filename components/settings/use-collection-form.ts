"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import type { CollectionSaved, CollectionSettingsValues } from "#lib/domain/views/collection-settings.ts";
import { saveCollectionSettingsAction } from "#lib/server/actions/collection-settings.ts";
import { draftOf, isSameDraft, readDraft } from "./collection-draft.ts";

type Overtaken = Extract<CollectionSaved, { readonly state: "overtaken" }>;

/** What is entered against what is saved: errors once somebody tried to save, saving with undo, and being overtaken. */
export function useCollectionForm(saved: CollectionSettingsValues) {
  const toast = useToast();
  const router = useRouter();
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(() => draftOf(saved));
  const [pending, setPending] = useState(false);
  const [tried, setTried] = useState(false);
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null);
  const read = readDraft(draft);
  const errors = read.ok || !tried ? { budget: undefined, shares: {} } : read;
  const dirty = !isSameDraft(draft, draftOf(base));

  function take(values: CollectionSettingsValues) {
    setBase(values);
    setDraft(draftOf(values));
    setOvertaken(null);
    setTried(false);
  }

  async function store(values: CollectionSettingsValues, seen: CollectionSettingsValues) {
    setPending(true);
    try {
      const outcome = outcomeOf(await saveCollectionSettingsAction({ values: mutable(values), seen: mutable(seen) }));
      if (!outcome.ok) return toast({ title: "Not saved", description: outcome.problem, tone: "critical" });
      if (outcome.data.state === "overtaken") return setOvertaken(outcome.data);
      const { values: now } = outcome.data;
      take(now);
      toast({ title: "Settings saved", description: "Recorded in the audit log.", undo: () => store(seen, now) });
      router.refresh();
    } catch {
      toast({
        title: "Not saved",
        description: "Lamplight does not answer. Your entries are still here.",
        tone: "critical",
      });
    } finally {
      setPending(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    if (read.ok) return void store(read.values, base);
    // The first field that is wrong is marked in the next frame.
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  /** Saves what is entered in place of what somebody else saved. */
  function insist() {
    setTried(true);
    if (read.ok && overtaken) void store(read.values, overtaken.values);
  }

  return { draft, setDraft, errors, dirty, pending, overtaken, take, submit, insist, discard: () => take(base) };
}

function mutable({ monthlyBudgetUsd, quotaShares, schedule }: CollectionSettingsValues) {
  return { monthlyBudgetUsd, quotaShares: { ...quotaShares }, schedule };
}
