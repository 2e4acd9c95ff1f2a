import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PasswordForm } from "#components/sign-in/password-form.tsx";
import { RoleButtons } from "#components/sign-in/role-buttons.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { currentUser } from "#lib/auth/current-user.ts";
import { simulatedSignInOffered } from "#lib/auth/runtime.ts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = safeNext((await searchParams).next);
  if (await currentUser()) redirect(next as never);
  if (!simulatedSignInOffered()) {
    return (
      <SignInFrame title="Sign in" lead="Your organisation's Lambda fleet, in one place.">
        <PasswordForm next={next} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame
      title="Look around"
      lead="Lamplight runs on a simulated AWS on this machine. Choose whose eyes to see it with."
    >
      <RoleButtons next={next} />
      <Disclosure summary="Sign in with a password">
        <PasswordForm next={next} />
      </Disclosure>
    </SignInFrame>
  );
}

/** Only a path of this console: an address that leads elsewhere is dropped. */
function safeNext(value: string | string[] | undefined): string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) && !/[\r\n]/.test(value) ? value : "/overview";
}
