"use client";

import { useState } from "react";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import { connectAccountsAction } from "#lib/server/actions/accounts.ts";
import { AccountWayFields, wayOf } from "./account-way-fields.tsx";

type Outcomes = NonNullable<NonNullable<Awaited<ReturnType<typeof connectAccountsAction>>>["data"]>;
type Outcome = Outcomes[number]["outcome"];

const tones: Record<Outcome, BadgeTone> = { new: "good", changed: "info", unchanged: "neutral", wrong: "critical" };

interface AccountImportListProps {
  readonly roleName: string;
  readonly onDone: () => void;
}

/** Connects the accounts of a pasted list or a file; what is wrong with a line is told before anything is kept. */
export function AccountImportList({ roleName, onDone }: AccountImportListProps) {
  const toast = useToast();
  const [text, setText] = useState("");
  const [checked, setChecked] = useState<{ readonly input: string; readonly outcomes: Outcomes } | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(data: FormData) {
    setProblem(null);
    setPending(true);
    const input = { text, ...wayOf(data) };
    const key = JSON.stringify(input);
    // Only what was shown is kept: after a change it is checked anew.
    const dryRun = checked?.input !== key;
    const outcome = outcomeOf(await connectAccountsAction({ ...input, dryRun }));
    setPending(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    if (dryRun) return setChecked({ input: key, outcomes: outcome.data });
    const kept = outcome.data.filter((one) => one.outcome === "new" || one.outcome === "changed").length;
    toast({
      title: kept === 1 ? "1 account connected" : `${kept} accounts connected`,
      description: "The next sync reads them.",
    });
    onDone();
  }

  const keeps = checked?.outcomes.filter(({ outcome }) => outcome === "new" || outcome === "changed").length ?? 0;
  return (
    <form
      className="grid gap-4"
      onChange={() => setChecked(null)}
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      <Field
        label="Accounts"
        help="One a line: id, name, role ARN, external id. All but the id may be left out. A heading may name the columns."
      >
        <Textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={5}
          required
          spellCheck={false}
          placeholder={"123456789012, payments-prod\n210987654321"}
          className="font-mono text-xs"
        />
      </Field>
      <label className="text-sm text-muted">
        Or a file:{" "}
        <input
          type="file"
          accept=".csv,.txt,.json,text/csv,text/plain,application/json"
          className="max-w-full text-xs file:mr-2 file:rounded-md file:border file:border-line-strong/60 file:bg-surface file:px-2 file:py-1 file:text-ink"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void file.text().then(setText);
          }}
        />
      </label>
      <AccountWayFields roleName={roleName} />
      {problem ? <Callout tone="critical">{problem}</Callout> : null}
      <div aria-live="polite">{checked ? <ListPreview outcomes={checked.outcomes} /> : null}</div>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending} disabled={checked !== null && keeps === 0}>
          {checked === null ? "Check the list" : keeps === 1 ? "Connect 1 account" : `Connect ${keeps} accounts`}
        </Button>
      </div>
    </form>
  );
}

function ListPreview({ outcomes }: { readonly outcomes: Outcomes }) {
  const wrong = outcomes.filter(({ outcome }) => outcome === "wrong").length;
  return (
    <div className="grid gap-2">
      {wrong > 0 ? (
        <Callout tone="warning" title={wrong === 1 ? "1 line is wrong" : `${wrong} lines are wrong`}>
          The others can be connected without {wrong === 1 ? "it" : "them"}.
        </Callout>
      ) : null}
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Lines of the list"
        className="max-h-60 divide-y divide-line overflow-y-auto rounded-md border border-line"
      >
        {outcomes.map(({ line, accountId, name, outcome, note, roleArn }) => (
          <li key={line} className="flex items-center justify-between gap-3 px-3 py-1.5 text-sm">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="tabular text-xs text-faint">Line {line}</span> {accountId} {name}
              {note ? <span className="block text-xs text-muted">{note}</span> : null}
              {roleArn ? <span className="block font-mono text-xs text-faint">{roleArn}</span> : null}
            </span>
            <Badge tone={tones[outcome]}>{outcome}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
