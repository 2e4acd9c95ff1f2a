"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import * as z from "zod/mini";
import { itemClasses, popupClasses } from "#components/ui/dialog-classes.ts";
import { Field } from "#components/ui/field.tsx";
import { inputClasses } from "#components/ui/input.tsx";
import { cn } from "#lib/client/class-names.ts";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { formatNoun } from "#lib/client/format.ts";

const suggestions = z.array(z.object({ name: z.string(), actions: z.number() }));
type Suggestion = z.infer<typeof suggestions>[number];

interface ActionFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

/** An action of AWS with completion; the list of all of them stays on the server. */
export function ActionField({ value, onChange, error }: ActionFieldProps) {
  const [open, setOpen] = useState(false);
  const asked = useDeferredValue(value.trim());
  const { data = [] } = useQuery({
    queryKey: ["roles", "actions", asked.toLowerCase()],
    queryFn: ({ signal }) =>
      fetchJson(`/api/roles/actions?q=${encodeURIComponent(asked)}`, (body) => suggestions.parse(body), signal),
    enabled: open && asked.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Field label="May it do" help="service:Action; * and ? stand for any characters" error={error}>
      <Autocomplete.Root
        items={data}
        mode="none"
        open={open && data.length > 0}
        onOpenChange={setOpen}
        value={value}
        onValueChange={onChange}
        itemToStringValue={(item: Suggestion) => item.name}
      >
        <Autocomplete.Input
          placeholder="s3:GetObject"
          spellCheck={false}
          className={cn(inputClasses, "font-mono text-xs")}
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner align="start" sideOffset={4} className="z-50">
            <Autocomplete.Popup
              className={cn(popupClasses, "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1")}
            >
              <Autocomplete.List>
                {(item: Suggestion) => (
                  <Autocomplete.Item key={item.name} value={item} className={itemClasses}>
                    <code className="flex-1 text-xs">{item.name}</code>
                    {item.actions > 1 ? (
                      <span className="tabular text-xs text-faint">{formatNoun(item.actions, "action")}</span>
                    ) : null}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </Field>
  );
}
