"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { signIn } from "#lib/client/sign-in.ts";
import { acceptInvitationAction } from "#lib/server/actions/sign-in.ts";

interface WelcomeFormProps {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  /** The first administrator gives the address; everybody else was invited by one. */
  readonly asksForEmail: boolean;
}

/** Sets the password of a one-time link, then signs in with it. */
export function WelcomeForm({ token, email, name, asksForEmail }: WelcomeFormProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(data: FormData) {
    const password = String(data.get("password"));
    if (password !== String(data.get("again"))) return setProblem("The two passwords differ. Type the same one twice.");
    setPending(true);
    setProblem(null);
    const answer = await acceptInvitationAction({
      token,
      password,
      name: String(data.get("name")),
      ...(asksForEmail ? { email: String(data.get("email")) } : {}),
    });
    const accepted = answer.data;
    if (!accepted) {
      setPending(false);
      return setProblem(problemOf(answer));
    }
    const result = await signIn("password", { email: accepted.email, password });
    router.replace(result.ok ? "/overview" : "/sign-in");
  }

  return (
    <form
      className="flex flex-col gap-4"
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      {problem ? <Callout tone="critical">{problem}</Callout> : null}
      <Field label="Email address" help={asksForEmail ? "You sign in with it." : undefined}>
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          readOnly={!asksForEmail}
          defaultValue={asksForEmail ? "" : email}
        />
      </Field>
      <Field label="Name">
        <Input name="name" autoComplete="name" required maxLength={120} defaultValue={asksForEmail ? "" : name} />
      </Field>
      <Field label="Password" help="At least 12 characters.">
        <Input name="password" type="password" autoComplete="new-password" required minLength={12} maxLength={200} />
      </Field>
      <Field label="Password again">
        <Input name="again" type="password" autoComplete="new-password" required minLength={12} maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Set password and sign in
      </Button>
    </form>
  );
}

function problemOf(answer: Awaited<ReturnType<typeof acceptInvitationAction>>): string {
  if (answer.serverError) return [answer.serverError.message, answer.serverError.remedy].filter(Boolean).join(" ");
  const first = Object.values(answer.validationErrors?.fieldErrors ?? {}).flat()[0];
  return first ?? "The password could not be set. Check what you typed.";
}
