import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { CollectionSettingsView } from "#lib/domain/views/collection-settings.ts";
import { CollectionForm } from "./collection-form.tsx";

interface CollectionSettingsProps {
  readonly view: CollectionSettingsView;
  /** When it was read, in ms. */
  readonly readAt: number;
}

/** How Lamplight collects: what it may spend, how much of AWS's quotas it takes, and what it reads when. */
export function CollectionSettings({ view, readAt }: CollectionSettingsProps) {
  const { saved } = view;
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-[75ch] text-sm text-muted">
        How fast Lamplight reads AWS and what it may spend on that. Workers go by a change within a minute.{" "}
        {saved ? (
          <>
            Last saved by {saved.by} <RelativeTime at={saved.at} />; the audit log has what it was before.
          </>
        ) : (
          "Nobody has changed the defaults yet."
        )}
      </p>
      <CollectionForm view={view} readAt={readAt} />
    </div>
  );
}
