"use client";

import { MessagePage } from "#components/layout/message-page.tsx";
import { Button } from "#components/ui/button.tsx";
import "./globals.css";

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** The last resort: even the document could not be rendered. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" className="system">
      <body>
        <MessagePage
          title="Lamplight could not start this page"
          actions={
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
          }
        >
          Nothing was lost. If it happens again, look for <code>{error.digest ?? "the latest error"}</code> in the log
          of <code>lamplight web</code>, or run <code>npx lamplight doctor</code>.
        </MessagePage>
      </body>
    </html>
  );
}
