import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";
import { buttonClasses } from "./button-classes.ts";
import { itemClasses, popupClasses } from "./dialog-classes.ts";

interface SelectProps<T extends string> {
  /** Read aloud; a visible label comes from a Field. */
  readonly label?: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value?: T;
  readonly defaultValue?: T;
  readonly onChange?: (value: T) => void;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly size?: "sm" | "md";
  readonly icon?: ReactNode;
  readonly className?: string;
}

/** One of a few known values. For many, or to search, use Combobox. */
export function Select<T extends string>({
  label,
  options,
  value,
  defaultValue,
  onChange,
  name,
  disabled = false,
  size = "md",
  icon,
  className,
}: SelectProps<T>) {
  return (
    <Base.Root
      items={options}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(name ? { name } : {})}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange?.(next);
      }}
    >
      <Base.Trigger
        aria-label={label}
        className={cn(
          buttonClasses({ variant: size === "sm" ? "quiet" : "secondary", size }),
          size === "md" && "justify-between",
          size === "sm" && "[&_svg]:size-3.5",
          className,
        )}
      >
        {icon}
        <Base.Value className="one-line" />
        <Base.Icon className={cn(size === "sm" && "hidden")}>
          <ChevronDown aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup
            className={cn(popupClasses, "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1")}
          >
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={itemClasses}>
                <Base.ItemText className="flex-1">{option.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <Check aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
