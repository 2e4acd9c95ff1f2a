"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { signIn } from "#lib/client/sign-in.ts";

/** Signs in with address and password. What was typed stays when it fails, but for the password. */
export function PasswordForm({ next }: { readonly next: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(form: HTMLFormElement) {
    const data = new FormData(form);
    setPending(true);
    setProblem(null);
    const result = await signIn("password", {
      email: String(data.get("email")),
      password: String(data.get("password")),
    });
    if (result.ok) {
      router.replace(next as never);
      router.refresh();
      return;
    }
    setPending(false);
    setProblem(result.message);
    const password = form.elements.namedItem("password");
    if (password instanceof HTMLInputElement) {
      password.value = "";
      password.focus();
    }
  }

  return (
    <form
      className="flex flex-col gap-4"
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      {problem ? <Callout tone="critical">{problem}</Callout> : null}
      <Field label="Email address">
        <Input name="email" type="email" autoComplete="username" required autoFocus spellCheck={false} />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}
