"use client";

import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { updateAccountAction } from "#lib/server/actions/accounts.ts";
import { chainText, parseChain, parseWords } from "./account-chain.ts";

interface AccountEditDialogProps {
  readonly account: AccountView;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Changes an account's name, the way in, and its Regions. */
export function AccountEditDialog({ account, onClose, onSaved }: AccountEditDialogProps) {
  const form = useId();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const own = account.origin === "caller";

  async function submit(data: FormData) {
    setPending(true);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const way = own
      ? {}
      : { roleArn: text("roleArn"), externalId: text("externalId") || null, via: parseChain(text("via")) };
    const outcome = outcomeOf(
      await updateAccountAction({
        accountId: account.accountId,
        ...(text("name") === account.name ? {} : { name: text("name") }),
        ...way,
        regions: parseWords(text("regions")),
      }),
    );
    setPending(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    onSaved();
    onClose();
    toast({
      title: `${text("name")} changed`,
      description: "The next sync goes by it. Test the access to see whether it works.",
    });
  }

  return (
    <Dialog
      title={`Edit ${account.name}`}
      description={account.accountId}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={
        <Button type="submit" form={form} variant="primary" pending={pending}>
          Save account
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
        <AccountFields account={account} />
      </form>
    </Dialog>
  );
}

/** What of an account can be changed. Its own credentials need no role. */
function AccountFields({ account }: { readonly account: AccountView }) {
  return (
    <>
      <Field label="Name">
        <Input name="name" required maxLength={120} defaultValue={account.name} />
      </Field>
      {account.origin === "caller" ? null : (
        <>
          <Field label="Role ARN">
            <Input
              name="roleArn"
              required
              maxLength={600}
              spellCheck={false}
              defaultValue={account.roleArn ?? ""}
              className="font-mono"
            />
          </Field>
          <Field label="External id" help="Empty when the role asks for none.">
            <Input
              name="externalId"
              maxLength={1224}
              spellCheck={false}
              defaultValue={account.externalId ?? ""}
              className="font-mono"
            />
          </Field>
          <Field
            label="Roles to assume first"
            help="One a line, in order; its external id behind a space. Empty: none."
          >
            <Textarea
              name="via"
              rows={3}
              spellCheck={false}
              defaultValue={chainText(account.via)}
              className="font-mono text-xs"
            />
          </Field>
        </>
      )}
      <Field label="Regions" help="Separated by commas. Empty: every enabled Region.">
        <Input
          name="regions"
          spellCheck={false}
          defaultValue={account.regions.join(", ")}
          placeholder="eu-west-1, us-east-1"
        />
      </Field>
    </>
  );
}
