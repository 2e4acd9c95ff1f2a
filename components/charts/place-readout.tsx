"use client";

import { X } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PlaceValues } from "./place-values.tsx";
import type { PlaceReading } from "./types.ts";

interface PlaceReadoutProps {
  readonly reading: PlaceReading;
  readonly onClose: () => void;
}

/** The pinned place: its values stay while one looks elsewhere, and its links can be followed. */
export function PlaceReadout({ reading, onClose }: PlaceReadoutProps) {
  return (
    <div className="mt-2 rounded-md border border-line bg-sunken p-2" data-pinned>
      <div className="mb-1 flex items-center justify-between">
        <span className="tabular text-xs font-medium">{reading.title}</span>
        <IconButton size="icon-sm" className="size-5" label="Unpin" icon={<X aria-hidden />} onClick={onClose} />
      </div>
      <PlaceValues reading={reading} linked />
    </div>
  );
}
