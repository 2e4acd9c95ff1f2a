"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Loader2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import type { OrganizationLookView } from "#lib/domain/views/settings.ts";
import { importOrganizationAction, lookAtOrganizationAction } from "#lib/server/actions/accounts.ts";
import { parseWords } from "./account-chain.ts";
import { AccountImportPreview } from "./account-import-preview.tsx";
import { accountQueries } from "./account-queries.ts";
import { AccountWayFields, wayOf } from "./account-way-fields.tsx";

interface AccountImportOrganizationProps {
  readonly roleName: string;
  readonly onDone: () => void;
}

/** Looks at the organisation, shows what is there, and connects it. A worker looks: this page has no AWS of its own. */
export function AccountImportOrganization({ roleName, onDone }: AccountImportOrganizationProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [asked, setAsked] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: look } = useQuery({ ...accountQueries.organization(), enabled: asked });
  const looking = asked && (look === undefined || look.state === "waiting" || look.state === "running");

  async function submit(data: FormData) {
    setProblem(null);
    setPending(true);
    const words = (name: string) => parseWords(String(data.get(name) ?? ""));
    const filter = {
      units: words("units"),
      excludedUnits: words("excludedUnits"),
      accounts: [],
      excludedAccounts: words("excludedAccounts"),
    };
    const outcome = outcomeOf(await lookAtOrganizationAction({ ...wayOf(data), filter }));
    setPending(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    await client.resetQueries(accountQueries.organization());
    setAsked(true);
  }

  async function keep() {
    setPending(true);
    const outcome = outcomeOf(await importOrganizationAction());
    setPending(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    const { added } = outcome.data;
    toast({
      title: added === 1 ? "1 account connected" : `${added} accounts connected`,
      description: "The next sync reads them. Test the access to see at once which roles are in place.",
    });
    onDone();
  }

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <AccountWayFields roleName={roleName} />
      <FilterFields />
      {problem ? <Callout tone="critical">{problem}</Callout> : null}
      <div aria-live="polite" className="grid gap-3">
        {looking ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <Loader2 aria-hidden className="size-4 motion-safe:animate-spin" /> A worker reads the organisation…
          </p>
        ) : asked && look ? (
          <LookResult look={look} />
        ) : null}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="submit" pending={pending || looking}>
          {asked ? "Look again" : "Look at the organisation"}
        </Button>
        {asked && look?.found ? (
          <Button variant="primary" pending={pending} onClick={() => void keep()}>
            {keepLabel(look.found.accounts)}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** Which accounts of the organisation; empty for all. */
function FilterFields() {
  return (
    <Disclosure summary="Only some of the accounts">
      <div className="grid gap-4">
        <Field
          label="Units"
          help="Ids of organisational units (ou-…) with all under them. Empty: the whole organisation."
        >
          <Input name="units" spellCheck={false} className="font-mono" />
        </Field>
        <Field label="Not these units">
          <Input name="excludedUnits" spellCheck={false} className="font-mono" />
        </Field>
        <Field label="Not these accounts" help="Ids, separated by commas.">
          <Input name="excludedAccounts" spellCheck={false} className="font-mono" />
        </Field>
      </div>
    </Disclosure>
  );
}

function LookResult({ look }: { readonly look: OrganizationLookView }) {
  if (look.found === null) {
    return (
      <Callout tone="critical" title={look.reason ?? "The organisation could not be read."}>
        {look.remedy}
      </Callout>
    );
  }
  const { role, reason, remedy } = look.found;
  return (
    <>
      {role === "outside" ? (
        <Callout tone="warning" title={reason ?? "The organisation could not be read."}>
          {remedy} Until then, Lamplight&apos;s own account is all that is found.
        </Callout>
      ) : (
        <p className="text-sm text-muted">
          Read as {role === "management" ? "the management account" : "a delegated administrator"},{" "}
          {look.found.callerAccountId}.
        </p>
      )}
      <AccountImportPreview found={look.found} />
    </>
  );
}

function keepLabel(accounts: readonly { readonly outcome: string }[]): string {
  const added = accounts.filter(({ outcome }) => outcome === "new").length;
  if (added === 0) return "Keep this choice";
  return added === 1 ? "Connect 1 account" : `Connect ${added} accounts`;
}
