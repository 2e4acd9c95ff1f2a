import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

interface FailedProps {
  /** What could not be done: "Functions could not be read". */
  readonly title: string;
  /** What went wrong, and where it is known what to do about it. */
  readonly error: { readonly message: string; readonly remedy?: string | undefined };
  readonly onRetry?: () => void;
}

/** A part that failed while the rest stands: what happened, what it means, what to do. */
export function Failed({ title, error, onRetry }: FailedProps) {
  return (
    <Callout
      tone="critical"
      title={title}
      action={
        onRetry ? (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        ) : null
      }
    >
      {error.message} {error.remedy ?? ""}
    </Callout>
  );
}
