"use client";

import { UserPlus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { outcomeOf } from "#components/ui/use-action-runner.ts";
import { type Role, roles } from "#lib/domain/permissions/roles.ts";
import { addUserAction } from "#lib/server/actions/people.ts";
import { OneTimeLink } from "./one-time-link.tsx";
import { roleTitles } from "./person-role.tsx";

/** Adds a person and shows the link to hand over. */
export function AddPersonDialog() {
  const form = useId();
  const [open, setOpen] = useState(false);
  const [role, setRole] = useState<Role>("engineer");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [link, setLink] = useState<string | null>(null);

  function change(next: boolean) {
    setOpen(next);
    setProblem(null);
    setLink(null);
  }

  async function submit(data: FormData) {
    setPending(true);
    const outcome = outcomeOf(
      await addUserAction({ email: String(data.get("email")), name: String(data.get("name")), role }),
    );
    setPending(false);
    if (outcome.ok) setLink(outcome.data.link);
    else setProblem(outcome.problem);
  }

  return (
    <Dialog
      title={link ? "Hand over this link" : "Add a person"}
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden /> Add a person
        </Button>
      }
      footer={
        link ? (
          <Button onClick={() => change(false)}>Done</Button>
        ) : (
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Add and make link
          </Button>
        )
      }
    >
      {link ? (
        <OneTimeLink link={link} />
      ) : (
        <form
          id={form}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          {problem ? <Callout tone="critical">{problem}</Callout> : null}
          <Field label="Email address">
            <Input name="email" type="email" required maxLength={254} autoComplete="off" />
          </Field>
          <Field label="Name">
            <Input name="name" required maxLength={120} autoComplete="off" />
          </Field>
          <Field label="Role">
            <Select
              value={role}
              onChange={setRole}
              label="Role"
              options={roles.map((value) => ({ value, label: roleTitles[value] }))}
            />
          </Field>
        </form>
      )}
    </Dialog>
  );
}
