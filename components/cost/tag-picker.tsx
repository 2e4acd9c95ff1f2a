"use client";

import { useQueryState } from "nuqs";
import { Select } from "#components/ui/select.tsx";
import { usePageTransition } from "#lib/client/page-transition.tsx";

interface TagPickerProps {
  readonly tagKey: string | null;
  readonly tagKeys: readonly string[];
}

/** Which tag to group by; in the URL. */
export function TagPicker({ tagKey, tagKeys }: TagPickerProps) {
  const { startTransition } = usePageTransition();
  const [, setTag] = useQueryState("tag", { history: "push", shallow: false, startTransition });
  if (tagKeys.length === 0)
    return <p className="mb-3 text-sm text-muted">No function in the fleet has a tag that was read.</p>;
  const keys = tagKey === null || tagKeys.includes(tagKey) ? tagKeys : [tagKey, ...tagKeys];
  return (
    <div className="mb-3 max-w-60" data-print="hide">
      <Select
        label="Tag"
        options={keys.map((key) => ({ value: key, label: key }))}
        value={tagKey ?? ""}
        onChange={(key) => void setTag(key)}
      />
    </div>
  );
}
