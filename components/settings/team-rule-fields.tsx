"use client";

import { Trash2 } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { TeamRuleView } from "#lib/domain/views/settings.ts";

interface TeamRuleFieldsProps {
  readonly rule: TeamRuleView;
  readonly index: number;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (rule: TeamRuleView) => void;
  readonly onRemove: () => void;
}

const anyAccount = "any";

/** One rule: everything that is filled in must hold. */
export function TeamRuleFields({ rule, index, accounts, onChange, onRemove }: TeamRuleFieldsProps) {
  const number = index + 1;
  return (
    <fieldset className="grid grid-cols-[1fr_auto] gap-2 rounded-md border border-line p-3">
      <legend className="px-1 text-xs text-faint">Rule {number}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <Select
          label={`Account of rule ${number}`}
          value={rule.accountIds[0] ?? anyAccount}
          options={[
            { value: anyAccount, label: "Any account" },
            ...accounts.map(({ id, name }) => ({ value: id, label: `${name} (${id})` })),
          ]}
          onChange={(value) => onChange({ ...rule, accountIds: value === anyAccount ? [] : [value] })}
        />
        <Input
          aria-label={`Name pattern of rule ${number}`}
          placeholder="Name, such as payments-*"
          value={rule.namePattern ?? ""}
          maxLength={140}
          onChange={(event) => onChange({ ...rule, namePattern: event.target.value || null })}
        />
        <Input
          aria-label={`Tag key of rule ${number}`}
          placeholder="Tag key, such as team"
          value={rule.tagKey ?? ""}
          maxLength={128}
          onChange={(event) => onChange({ ...rule, tagKey: event.target.value || null })}
        />
        <Input
          aria-label={`Tag value of rule ${number}`}
          placeholder="Tag value; empty means any"
          value={rule.tagValue ?? ""}
          maxLength={256}
          onChange={(event) => onChange({ ...rule, tagValue: event.target.value || null })}
        />
      </div>
      <IconButton label={`Remove rule ${number}`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
    </fieldset>
  );
}
