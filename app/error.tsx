"use client";

import { MessagePage } from "#components/layout/message-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page that failed. What was stored is untouched; the digest finds the cause in the server's log. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <LinkButton href="/overview">Go to the overview</LinkButton>
        </>
      }
    >
      The server failed while it read the data for this page. Nothing was lost or changed. If it happens again, look for{" "}
      <code>{error.digest ?? "the latest error"}</code> in the log of <code>lamplight web</code>, or run{" "}
      <code>npx lamplight doctor</code>.
    </MessagePage>
  );
}
