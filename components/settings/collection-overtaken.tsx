import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatUsd } from "#lib/client/format.ts";
import type { CollectionSaved } from "#lib/domain/views/collection-settings.ts";

interface CollectionOvertakenProps {
  readonly overtaken: Extract<CollectionSaved, { readonly state: "overtaken" }>;
  /** Drop what was entered and show what is saved. */
  readonly onTake: () => void;
  /** Save what was entered in its place. */
  readonly onInsist: () => void;
  readonly pending: boolean;
}

/** Somebody saved other settings since this page was opened: nothing was changed, and the person chooses. */
export function CollectionOvertaken({
  overtaken: { values, saved },
  onTake,
  onInsist,
  pending,
}: CollectionOvertakenProps) {
  const { monthlyBudgetUsd, quotaShares, schedule } = values;
  const shares = Object.keys(quotaShares).length;
  return (
    <Callout
      tone="critical"
      title="These settings were changed since you opened this page; yours were not saved"
      action={
        <span className="flex flex-wrap gap-2">
          <Button onClick={onTake}>Show the saved ones</Button>
          <Button variant="danger" pending={pending} onClick={onInsist}>
            Save mine in their place
          </Button>
        </span>
      }
    >
      {saved ? (
        <>
          Saved by {saved.by} <RelativeTime at={saved.at} />:{" "}
        </>
      ) : (
        "Saved now: "
      )}
      {monthlyBudgetUsd === null ? "no budget" : `a budget of ${formatUsd(monthlyBudgetUsd)} a month`},{" "}
      {shares === 0
        ? "default shares of all quotas"
        : `${shares} quota ${shares === 1 ? "share" : "shares"} of their own`}
      , schedule {schedule ? "on" : "off"}.
    </Callout>
  );
}
