"use client";

import { useState } from "react";
import { useToast } from "./toast.tsx";

/** What every server action answers (next-safe-action), as far as showing it goes. */
export interface ActionAnswer<T> {
  readonly data?: T | undefined;
  readonly serverError?: { readonly message: string; readonly remedy: string | null } | undefined;
  readonly validationErrors?:
    | {
        readonly fieldErrors?: Readonly<Record<string, readonly string[] | undefined>>;
        readonly formErrors?: readonly string[];
      }
    | undefined;
}

/** The outcome for the one who called: the data, or one sentence. */
export type ActionOutcome<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly problem: string };

/** Reads an action's answer into data or one sentence with what to do. */
export function outcomeOf<T>(answer: ActionAnswer<T> | undefined): ActionOutcome<T> {
  if (answer?.serverError)
    return { ok: false, problem: [answer.serverError.message, answer.serverError.remedy].filter(Boolean).join(" ") };
  if (answer?.validationErrors) {
    const { fieldErrors = {}, formErrors = [] } = answer.validationErrors;
    const first = formErrors[0] ?? Object.values(fieldErrors).flatMap((errors) => errors ?? [])[0];
    return { ok: false, problem: first ?? "Check what you entered." };
  }
  return { ok: true, data: answer?.data as T };
}

/**
 * Runs server actions one at a time: `pending` while one runs, a toast with the reason when it fails, and one with
 * `done` when it succeeds.
 */
export function useActionRunner() {
  const toast = useToast();
  const [pending, setPending] = useState(false);

  async function run<T>(
    call: () => Promise<ActionAnswer<T> | undefined>,
    done?: (data: T) => string,
  ): Promise<ActionOutcome<T>> {
    setPending(true);
    try {
      const outcome = outcomeOf(await call());
      if (!outcome.ok) toast({ title: "Not done", description: outcome.problem, tone: "critical" });
      else if (done) toast({ title: done(outcome.data) });
      return outcome;
    } catch {
      const problem = "Lamplight does not answer. Nothing was changed as far as this page knows; reload to see.";
      toast({ title: "Not done", description: problem, tone: "critical" });
      return { ok: false, problem };
    } finally {
      setPending(false);
    }
  }

  return { run, pending };
}
