"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import { addAccountAction } from "#lib/server/actions/accounts.ts";
import { parseChain } from "./account-chain.ts";
import { accountQueries } from "./account-queries.ts";

/** Connects one account by the ARN of its read-only role. */
export function AddAccountDialog({ externalId }: { readonly externalId: string }) {
  const form = useId();
  const toast = useToast();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(data: FormData) {
    setPending(true);
    const regions = String(data.get("regions"))
      .split(/[\s,]+/)
      .filter(Boolean);
    const outcome = outcomeOf(
      await addAccountAction({
        roleArn: String(data.get("roleArn")),
        name: String(data.get("name")),
        externalId: String(data.get("externalId")) || null,
        via: parseChain(String(data.get("via"))),
        regions,
      }),
    );
    setPending(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    setOpen(false);
    void client.invalidateQueries(accountQueries.list());
    toast({ title: `Account ${outcome.data.accountId} connected`, description: "The next sync reads it." });
  }

  return (
    <Dialog
      title="Connect an account"
      description="Deploy the template in the account first; then give the ARN of the role it made."
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setProblem(null);
      }}
      trigger={
        <Button>
          <Plus aria-hidden /> Connect an account
        </Button>
      }
      footer={
        <Button type="submit" form={form} variant="primary" pending={pending}>
          Connect account
        </Button>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        {problem ? <Callout tone="critical">{problem}</Callout> : null}
        <NewAccountFields externalId={externalId} />
      </form>
    </Dialog>
  );
}

/** What an account is connected with; all but the role may be left as it is. */
function NewAccountFields({ externalId }: { readonly externalId: string }) {
  return (
    <>
      <Field label="Role ARN" help="arn:aws:iam::123456789012:role/LamplightReadOnly">
        <Input name="roleArn" required maxLength={600} spellCheck={false} className="font-mono" />
      </Field>
      <Field label="External id" help="As in the template. Empty when the role asks for none.">
        <Input name="externalId" defaultValue={externalId} maxLength={1224} spellCheck={false} className="font-mono" />
      </Field>
      <Field label="Roles to assume first" help="One a line, in order; its external id behind a space. Empty: none.">
        <Textarea name="via" rows={2} spellCheck={false} className="font-mono text-xs" />
      </Field>
      <Field label="Name" help="Empty: the account's id, until the organisation tells its name.">
        <Input name="name" maxLength={120} />
      </Field>
      <Field label="Regions" help="Separated by commas. Empty: every enabled Region.">
        <Input name="regions" placeholder="eu-west-1, us-east-1" spellCheck={false} />
      </Field>
    </>
  );
}
