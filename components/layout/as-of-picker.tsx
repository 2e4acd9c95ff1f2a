"use client";

import { History } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatDate } from "#lib/client/format-time.ts";

interface AsOfPickerProps {
  readonly value: Date | null;
  readonly disabled: boolean;
  readonly onChange: (asof: Date | null) => void;
}

/** Shows the fleet as it stood at the end of a day; "Now" otherwise. */
export function AsOfPicker({ value, disabled, onChange }: AsOfPickerProps) {
  const [open, setOpen] = useState(false);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const day = new Date(`${new FormData(event.currentTarget).get("day")}T00:00:00Z`);
    if (Number.isNaN(day.getTime())) return;
    onChange(day);
    setOpen(false);
  }
  return (
    <Popover
      title="As of"
      className="w-56"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          size="sm"
          variant="quiet"
          disabled={disabled}
          className={cn(value && "bg-medium-soft text-medium hover:text-medium")}
        >
          <History aria-hidden className="size-3.5!" />
          {value ? `As of ${formatDate(value, "UTC")}` : "Now"}
        </Button>
      }
    >
      <form onSubmit={submit} className="grid gap-2">
        <Field label="State at the end of (UTC day)">
          <Input
            type="date"
            name="day"
            required
            {...(value ? { defaultValue: value.toISOString().slice(0, 10) } : {})}
          />
        </Field>
        <div className="flex gap-2">
          <Button type="submit" size="sm">
            Show that day
          </Button>
          {value ? (
            <Button size="sm" variant="quiet" onClick={() => onChange(null)}>
              Back to now
            </Button>
          ) : null}
        </div>
      </form>
    </Popover>
  );
}
