"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ContextEntry } from "#lib/domain/roles/access-question.ts";

interface ContextFieldsProps {
  readonly entries: readonly ContextEntry[];
  readonly onChange: (entries: readonly ContextEntry[]) => void;
  readonly problems: ReadonlyMap<number, string> | undefined;
}

/** What the asker knows of the request besides: condition keys with their values. */
export function ContextFields({ entries, onChange, problems }: ContextFieldsProps) {
  const change = (at: number, entry: ContextEntry) =>
    onChange(entries.map((one, index) => (index === at ? entry : one)));
  return (
    <fieldset className="grid grid-cols-1 gap-2">
      <legend className="sr-only">What is known of the request</legend>
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity than their place.
        <div key={at} className="grid gap-1">
          <div className="grid grid-cols-[1fr_1fr_auto] items-center gap-2 md:max-w-2xl">
            <Input
              aria-label={`Condition key ${at + 1}`}
              aria-invalid={problems?.has(at) || undefined}
              placeholder="aws:PrincipalOrgID"
              value={entry.key}
              onValueChange={(key) => change(at, { ...entry, key })}
              spellCheck={false}
              className="font-mono text-xs"
            />
            <Input
              aria-label={`Value of condition key ${at + 1}`}
              placeholder="empty: the request has no such key"
              value={entry.value}
              onValueChange={(value) => change(at, { ...entry, value })}
              spellCheck={false}
              className="font-mono text-xs"
            />
            <IconButton
              size="icon-sm"
              label={`Remove condition key ${at + 1}`}
              icon={<X aria-hidden />}
              onClick={() => onChange(entries.filter((_, index) => index !== at))}
            />
          </div>
          {problems?.has(at) ? (
            <p role="alert" className="text-xs text-critical">
              {problems.get(at)}
            </p>
          ) : null}
        </div>
      ))}
      <Button
        size="sm"
        variant="quiet"
        className="justify-self-start"
        onClick={() => onChange([...entries, { key: "", value: "" }])}
      >
        <Plus aria-hidden />
        Tell a condition key of the request
      </Button>
    </fieldset>
  );
}
