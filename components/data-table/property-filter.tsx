"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { itemClasses, popupClasses } from "#components/ui/dialog-classes.ts";
import { cn } from "#lib/client/class-names.ts";
import { type Completion, completions, type FilterProperty } from "#lib/client/filter-completion.ts";
import { formatCount } from "#lib/client/format.ts";
import { type FilterClause, formatClause, parseFilter } from "#lib/client/property-filter.ts";
import { useFilter } from "#lib/client/use-filter.ts";
import { FilterToken } from "./filter-token.tsx";

interface PropertyFilterProps {
  readonly properties: readonly FilterProperty[];
  /** The property that a plain word searches: usually the name. */
  readonly textProperty: string;
  readonly placeholder?: string;
}

/** `runtime = nodejs18.x and cost > 50`, with completion; each condition becomes a token; the URL holds it all. */
export function PropertyFilter({
  properties,
  textProperty,
  placeholder = "Filter by property or name",
}: PropertyFilterProps) {
  const { clauses, setClauses, problem } = useFilter();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const items = completions(typed, properties);

  function add(text: string) {
    const read = readCondition(text, properties, textProperty);
    if (typeof read === "string") return setFault(read);
    setFault(null);
    setTyped("");
    setClauses([...clauses, ...read]);
  }
  function change(text: string, picked: boolean) {
    setFault(null);
    const item = picked ? items.find((one) => one.text === text) : undefined;
    if (item?.complete) {
      add(text);
      setOpen(false);
    } else setTyped(text);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const highlighted = event.currentTarget.getAttribute("aria-activedescendant");
    if (event.key === "Enter" && !highlighted && typed.trim() !== "") add(typed);
    else if (event.key === "Backspace" && typed === "" && clauses.length > 0) setClauses(clauses.slice(0, -1));
  }

  return (
    <div className="min-w-0">
      <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-md border border-line-strong/60 bg-surface px-2 py-0.5 focus-within:outline-2 focus-within:outline-accent">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        {clauses.map((clause, index) => (
          <FilterToken
            key={formatClause(clause)}
            clause={clause}
            onRemove={() => setClauses(clauses.filter((_, at) => at !== index))}
          />
        ))}
        <Autocomplete.Root
          items={items}
          open={open}
          // A property that was picked leads on to its values: only a whole condition closes the list.
          onOpenChange={(next, { reason }) => {
            if (reason !== "item-press") setOpen(next);
          }}
          mode="none"
          value={typed}
          itemToStringValue={(item: Completion) => item.text}
          onValueChange={(text, { reason }) => change(text, reason === "item-press")}
        >
          <Autocomplete.Input
            aria-label="Filter"
            data-shortcut="filter"
            placeholder={clauses.length === 0 ? placeholder : "and …"}
            onKeyDown={onKeyDown}
            className="h-6.5 min-w-32 flex-1 bg-transparent text-sm outline-none"
          />
          <Autocomplete.Portal>
            <Autocomplete.Positioner align="start" sideOffset={8} className="z-50">
              <Autocomplete.Popup
                className={cn(
                  popupClasses,
                  "max-h-(--available-height) min-w-64 overflow-y-auto p-1 empty:hidden data-empty:hidden",
                )}
              >
                <Autocomplete.List>
                  {(item: Completion) => (
                    <Autocomplete.Item key={item.text} value={item} className={itemClasses}>
                      <span className="one-line flex-1">{item.label}</span>
                      {item.count === null ? null : (
                        <span className="tabular text-xs text-faint">{formatCount(item.count)}</span>
                      )}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
        {clauses.length > 0 ? (
          <Button size="sm" variant="quiet" className="h-6" onClick={() => setClauses([])}>
            Clear
          </Button>
        ) : null}
      </div>
      {(fault ?? problem) ? (
        <p role="alert" className="mt-1 text-xs text-critical">
          {fault ?? problem}
        </p>
      ) : null}
    </div>
  );
}

/** What was typed as conditions; a plain word searches `textProperty`; a string says what is wrong. */
function readCondition(
  text: string,
  properties: readonly FilterProperty[],
  textProperty: string,
): readonly FilterClause[] | string {
  if (!/[=<>:]/.test(text)) return [{ property: textProperty, operator: ":", values: [text.trim()] }];
  const parsed = parseFilter(text);
  if (!parsed.ok) return parsed.message;
  const stranger = parsed.clauses.find(({ property }) => !properties.some(({ name }) => name === property));
  return stranger ? `There is no property “${stranger.property}” here.` : parsed.clauses;
}
