"use client";

import { Failed } from "#components/states/failed.tsx";

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** The frame stays; only the page failed. */
export default function PageError({ error, reset }: ErrorProps) {
  return (
    <Failed
      title="This page could not be read"
      error={{
        message: "Nothing was lost or changed: the server failed while it read the store.",
        remedy: error.digest ? `The log has it under ${error.digest}.` : "The log says more.",
      }}
      onRetry={reset}
    />
  );
}
