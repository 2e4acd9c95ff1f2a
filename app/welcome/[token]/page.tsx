import type { Metadata } from "next";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { WelcomeForm } from "#components/sign-in/welcome-form.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { getInvitation } from "#lib/server/queries/invitation.ts";

export const metadata: Metadata = { title: "Welcome", referrer: "no-referrer", robots: { index: false } };

interface WelcomePageProps {
  readonly params: Promise<{ token: string }>;
}

export default async function WelcomePage({ params }: WelcomePageProps) {
  const { token } = await params;
  const invitation = await getInvitation(token);
  if (!invitation) {
    return (
      <SignInFrame
        title="This link does not work any more"
        lead="It was used already, has expired, or a newer one was made."
      >
        <p className="text-sm text-muted">
          Ask an administrator for a new link. The first administrator&apos;s link is printed anew each time Lamplight
          starts. <TextLink href="/sign-in">Go to the sign-in page</TextLink>
        </p>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Welcome to Lamplight" lead={`Choose a password. You will be here as ${invitation.role}.`}>
      <WelcomeForm
        token={token}
        email={invitation.email}
        name={invitation.name}
        asksForEmail={invitation.asksForEmail}
      />
    </SignInFrame>
  );
}
