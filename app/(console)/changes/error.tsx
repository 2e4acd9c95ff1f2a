"use client";

import { Failed } from "#components/states/failed.tsx";

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function PageError({ error, reset }: ErrorProps) {
  const remedy = `Nothing was lost or changed. The log of \`lamplight web\` has the cause under ${error.digest ?? "its latest error"}.`;
  return (
    <Failed
      title="Changes could not be read"
      error={{ message: "The read from the store failed.", remedy }}
      onRetry={reset}
    />
  );
}
