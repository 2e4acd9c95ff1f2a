"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { parseRange, resolveRange, type TimeRange } from "#lib/client/scope.ts";

const DAY_MS = 86_400_000;

/** Two UTC days, both included: aggregates are kept by UTC day, so other limits would not add up. */
export function DayRangeForm({
  value,
  onChange,
}: {
  readonly value: TimeRange;
  readonly onChange: (range: TimeRange) => void;
}) {
  const [period] = useState(() => resolveRange(value, new Date()));
  const [error, setError] = useState<string | null>(null);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const last = new Date(`${form.get("to")}T00:00:00Z`);
    const end = Number.isNaN(last.getTime()) ? "" : new Date(last.getTime() + DAY_MS).toISOString();
    const range = parseRange(`${form.get("from")}..${end}`);
    if (range) onChange(range);
    else setError("The first day must not be after the last one, and both must lie in the years 2000 to 2099.");
  }
  return (
    <form onSubmit={submit} className="mt-3 grid gap-2 border-t border-line pt-3">
      <Field label="From (UTC day)">
        <Input type="date" name="from" required defaultValue={period.from.toISOString().slice(0, 10)} />
      </Field>
      <Field label="To, included" {...(error ? { error } : {})}>
        <Input
          type="date"
          name="to"
          required
          defaultValue={new Date(period.to.getTime() - 1).toISOString().slice(0, 10)}
        />
      </Field>
      <Button type="submit" size="sm">
        Show these days
      </Button>
    </form>
  );
}
