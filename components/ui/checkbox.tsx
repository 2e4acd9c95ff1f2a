import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";

interface CheckboxProps {
  readonly label: ReactNode;
  /** Otherwise the label is only read aloud. */
  readonly visibleLabel?: boolean;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly indeterminate?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
  readonly value?: string;
  readonly onChange?: (checked: boolean) => void;
}

/** A box to tick, with its label. */
export function Checkbox({ label, visibleLabel = false, onChange, indeterminate = false, ...props }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside.
    <label className="inline-flex min-w-0 max-w-full items-center gap-2 align-middle text-sm">
      <Base.Root
        {...props}
        // Base UI ties the label to the box once scripts run; until then the box needs a name of its own.
        {...(typeof label === "string" ? { "aria-label": label } : {})}
        indeterminate={indeterminate}
        {...(onChange ? { onCheckedChange: onChange } : {})}
        className="inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-surface data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
      >
        <Base.Indicator className="text-on-accent [&_svg]:size-3">
          {indeterminate ? <Minus aria-hidden strokeWidth={3} /> : <Check aria-hidden strokeWidth={3} />}
        </Base.Indicator>
      </Base.Root>
      <span className={visibleLabel ? "one-line" : "sr-only"}>{label}</span>
    </label>
  );
}
