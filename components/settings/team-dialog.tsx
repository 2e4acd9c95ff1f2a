"use client";

import { type ReactElement, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import type { TeamRuleView, TeamView } from "#lib/domain/views/settings.ts";
import { saveTeamAction } from "#lib/server/actions/teams.ts";
import { TeamRuleFields } from "./team-rule-fields.tsx";

interface TeamDialogProps {
  readonly trigger: ReactElement;
  /** Absent for a new team. */
  readonly team?: TeamView;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

const emptyRule: TeamRuleView = { accountIds: [], tagKey: null, tagValue: null, namePattern: null };

/** Makes a team, or changes its name and rules. */
export function TeamDialog({ trigger, team, accounts }: TeamDialogProps) {
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [rules, setRules] = useState<readonly { key: string; rule: TeamRuleView }[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  function change(next: boolean) {
    setOpen(next);
    setProblem(null);
    setName(team?.name ?? "");
    setRules((team?.rules ?? [emptyRule]).map((rule) => ({ key: crypto.randomUUID(), rule })));
  }

  async function save() {
    setPending(true);
    const input = {
      ...(team ? { teamId: team.teamId } : {}),
      name,
      rules: rules.map(({ rule }) => ({ ...rule, accountIds: [...rule.accountIds] })),
    };
    const outcome = outcomeOf(await saveTeamAction(input));
    setPending(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    setOpen(false);
    toast({ title: `${name} saved`, description: `${outcome.data.reassigned} functions changed teams.` });
  }

  return (
    <Dialog
      title={team ? `Change ${team.name}` : "Add a team"}
      description="A function belongs to the first team, in order, one of whose rules matches. In a rule, everything that is filled in must hold; * and ? are wildcards."
      trigger={trigger}
      open={open}
      onOpenChange={change}
      footer={
        <>
          <Button onClick={() => setRules([...rules, { key: crypto.randomUUID(), rule: emptyRule }])}>
            Add a rule
          </Button>
          <Button variant="primary" pending={pending} onClick={() => void save()}>
            Save team
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {problem ? <Callout tone="critical">{problem}</Callout> : null}
        <Field label="Name">
          <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        {rules.map(({ key, rule }, index) => (
          <TeamRuleFields
            key={key}
            rule={rule}
            index={index}
            accounts={accounts}
            onChange={(next) => setRules(rules.map((entry) => (entry.key === key ? { key, rule: next } : entry)))}
            onRemove={() => setRules(rules.filter((entry) => entry.key !== key))}
          />
        ))}
      </div>
    </Dialog>
  );
}
