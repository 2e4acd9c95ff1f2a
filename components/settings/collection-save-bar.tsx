"use client";

import { Button } from "#components/ui/button.tsx";
import { CollectionLeaveGuard } from "./collection-leave-guard.tsx";

interface CollectionSaveBarProps {
  readonly dirty: boolean;
  readonly pending: boolean;
  readonly onDiscard: () => void;
}

/** Save and discard, always in sight; asks before unsaved changes are left behind. */
export function CollectionSaveBar({ dirty, pending, onDiscard }: CollectionSaveBarProps) {
  return (
    <div className="sticky bottom-0 z-20 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-1 py-3">
      <p role="status" className="mr-auto text-sm text-muted">
        {dirty ? "You have unsaved changes." : "Everything is saved."}
      </p>
      <Button disabled={!dirty || pending} onClick={onDiscard}>
        Discard
      </Button>
      <Button type="submit" variant="primary" disabled={!dirty} pending={pending}>
        Save settings
      </Button>
      <CollectionLeaveGuard active={dirty} />
    </div>
  );
}
