"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type TrialChange, tryReservations } from "#lib/domain/concurrency/reservation-trial.ts";
import { mostChanges, writeTrial } from "#lib/domain/concurrency/trial-address.ts";
import { trialCommands } from "#lib/domain/concurrency/trial-commands.ts";
import type { TrialView } from "#lib/domain/views/concurrency.ts";
import { TrialOutcome } from "./trial-outcome.tsx";
import { TrialRow } from "./trial-row.tsx";

/** Shown before others are asked for: more only where they hold something. */
const firstShown = 8;

/** Other reservations, tried over the hours that are stored. Nothing is written to AWS; what is tried stands in the URL. */
export function ReservationTrial({ trial }: { readonly trial: TrialView }) {
  const { changes, change, reset } = useChanges(trial);
  const [all, setAll] = useState(false);
  const outcome = useMemo(() => tryReservations(trial.place, changes), [trial.place, changes]);
  const commands = useMemo(() => trialCommands(trial.region, trial.current, changes), [trial, changes]);
  const tried = new Map(changes.map((one) => [one.name, one]));
  const holds = ({ name, reserved, provisioned }: TrialChange) =>
    reserved !== null || provisioned > 0 || tried.has(name);
  const rows = trial.place.functions.map((one, index) => ({ one, index, now: nowOf(one) }));
  const shown = all ? rows : rows.filter(({ now }, index) => index < firstShown || holds(now));
  const hoursOf = (side: typeof outcome.before, name: string) =>
    side.functions.find((one) => one.name === name) ?? null;
  return (
    <div className="grid gap-3">
      <TrialOutcome trial={outcome} commands={commands} />
      <section
        aria-label="Functions to try other reservations for"
        className="overflow-x-auto rounded-lg border border-line bg-surface"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        <table className="w-full min-w-[44rem] border-collapse text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-faint">
              <Head>Function</Head>
              <Head end>Ran at most</Head>
              <Head>Reserved</Head>
              <Head>Provisioned</Head>
              <Head end>Hours turned away</Head>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {shown.map(({ one, index, now }) => (
              <TrialRow
                key={one.name}
                name={one.name}
                arn={one.arn}
                limit={trial.place.limit}
                concurrencyMax={trial.current[index]?.concurrencyMax ?? null}
                now={now}
                tried={tried.get(one.name) ?? now}
                before={hoursOf(outcome.before, one.name)}
                after={hoursOf(outcome.after, one.name)}
                onChange={(next) => change(next, now)}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div className="flex flex-wrap items-center gap-2">
        {shown.length < rows.length ? (
          <Button onClick={() => setAll(true)}>Show {rows.length - shown.length} more functions</Button>
        ) : null}
        <Button onClick={reset} disabled={changes.length === 0}>
          Undo all changes
        </Button>
        <p className="text-sm text-muted">
          {changes.length === 0
            ? "Change a number to see what it would have done."
            : "The address of this page holds what is tried: share it as it is."}
        </p>
      </div>
    </div>
  );
}

function nowOf({ name, reserved, provisioned }: TrialView["place"]["functions"][number]): TrialChange {
  return { name, reserved, provisioned };
}

/** What is tried, in the page and in its address. */
function useChanges(trial: TrialView) {
  const [changes, setChanges] = useState<readonly TrialChange[]>(trial.changes);
  const [, setAddress] = useQueryState("try", parseAsString.withOptions({ history: "replace", shallow: true }));
  const keep = (next: readonly TrialChange[]) => {
    setChanges(next);
    void setAddress(next.length === 0 ? null : writeTrial(next));
  };
  return {
    changes,
    change(next: TrialChange, now: TrialChange) {
      const others = changes.filter(({ name }) => name !== next.name);
      const same = next.reserved === now.reserved && next.provisioned === now.provisioned;
      if (same) keep(others);
      else if (others.length < mostChanges) keep([...others, next]);
    },
    reset: () => keep([]),
  };
}

function Head({ children, end = false }: { readonly children: React.ReactNode; readonly end?: boolean }) {
  return (
    <th scope="col" className={`px-3 py-2 font-medium ${end ? "text-right" : ""}`}>
      {children}
    </th>
  );
}
