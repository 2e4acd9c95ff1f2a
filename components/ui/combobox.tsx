import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "#lib/client/class-names.ts";
import { buttonClasses } from "./button-classes.ts";
import { itemClasses, popupClasses } from "./dialog-classes.ts";
import type { PickerOption } from "./multi-picker.tsx";

interface ComboboxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly PickerOption[];
  readonly value?: string | null;
  readonly defaultValue?: string;
  readonly onChange?: (value: string | null) => void;
  readonly name?: string;
  readonly disabled?: boolean;
}

/** One of many, with search. */
export function Combobox({
  label,
  placeholder,
  options,
  value,
  defaultValue,
  onChange,
  name,
  disabled = false,
}: ComboboxProps) {
  const find = (wanted: string | null | undefined) => options.find((option) => option.value === wanted) ?? null;
  return (
    <Base.Root
      items={options}
      {...(value === undefined ? {} : { value: find(value) })}
      {...(defaultValue === undefined ? {} : { defaultValue: find(defaultValue) })}
      {...(name ? { name } : {})}
      disabled={disabled}
      onValueChange={(next) => onChange?.(next?.value ?? null)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => `${option.label} ${option.hint ?? ""}`}
      itemToStringValue={(option) => option.value}
    >
      <Base.Trigger
        aria-label={label}
        className={cn(buttonClasses({ variant: "secondary" }), "w-full justify-between")}
      >
        <Base.Value>
          {(chosen: PickerOption | null) => (
            <span className={cn("one-line", !chosen && "text-faint")}>{chosen?.label ?? placeholder}</span>
          )}
        </Base.Value>
        <ChevronsUpDown aria-hidden className="text-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            aria-label={label}
            className={cn(popupClasses, "flex max-h-(--available-height) min-w-(--anchor-width) flex-col")}
          >
            <Base.Input
              placeholder="Search"
              className="h-9 shrink-0 border-b border-line bg-transparent px-3 text-sm outline-none"
            />
            <Base.Empty className="px-3 py-2 text-sm text-faint empty:hidden">Nothing by that name.</Base.Empty>
            <Base.List className="max-h-80 overflow-y-auto p-1">
              {(option: PickerOption) => (
                <Base.Item key={option.value} value={option} className={itemClasses}>
                  <span className="one-line flex-1">{option.label}</span>
                  {option.hint ? <span className="tabular text-xs text-faint">{option.hint}</span> : null}
                  <Base.ItemIndicator>
                    <Check aria-hidden className="text-accent!" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
