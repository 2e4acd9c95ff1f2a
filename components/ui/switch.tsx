import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";

interface SwitchProps {
  readonly label: ReactNode;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
  readonly onChange?: (checked: boolean) => void;
}

/** Something that is on or off and takes effect at once. */
export function Switch({ label, onChange, ...props }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside.
    <label className="inline-flex items-center gap-2 text-sm">
      <Base.Root
        {...props}
        {...(onChange ? { onCheckedChange: onChange } : {})}
        className="inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-px transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-line-strong transition-transform data-checked:translate-x-3.5 data-checked:bg-on-accent" />
      </Base.Root>
      {label}
    </label>
  );
}
