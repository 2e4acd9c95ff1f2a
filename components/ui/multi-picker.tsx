import { Combobox as Base } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { cn } from "#lib/client/class-names.ts";
import { buttonClasses } from "./button-classes.ts";
import { itemClasses, popupClasses } from "./dialog-classes.ts";

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** A second line, also searched: an account's id. */
  readonly hint?: string;
}

interface MultiPickerProps {
  readonly label: string;
  /** What is shown when nothing is chosen: "All accounts". */
  readonly all: string;
  readonly options: readonly PickerOption[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly disabled?: boolean;
}

/** Several of many, with search. Nothing chosen means all. */
export function MultiPicker({ label, all, options, value, onChange, disabled = false }: MultiPickerProps) {
  const chosen = options.filter((option) => value.includes(option.value));
  const text =
    value.length === 0
      ? all
      : value.length === 1
        ? (chosen[0]?.label ?? value[0])
        : `${value.length} ${label.toLowerCase().replace("regions", "Regions")}`;
  return (
    <Base.Root
      multiple
      items={options}
      value={chosen}
      disabled={disabled}
      onValueChange={(next) => onChange(next.map((option) => option.value))}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => `${option.label} ${option.hint ?? ""}`}
    >
      <Base.Trigger
        aria-label={`${label}: ${text}`}
        className={cn(
          buttonClasses({ variant: "quiet", size: "sm" }),
          value.length > 0 && "bg-accent-soft text-accent hover:text-accent",
        )}
      >
        <span className="one-line max-w-40">{text}</span>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup aria-label={label} className={cn(popupClasses, "flex max-h-(--available-height) w-72 flex-col")}>
            <Base.Input
              placeholder={`Search ${label.toLowerCase()}`}
              className="h-9 shrink-0 border-b border-line bg-transparent px-3 text-sm outline-none"
            />
            <Base.Empty className="px-3 py-2 text-sm text-faint empty:hidden">Nothing by that name.</Base.Empty>
            <Base.List className="max-h-80 overflow-y-auto p-1">
              {(option: PickerOption) => (
                <Base.Item key={option.value} value={option} className={itemClasses}>
                  <span className="flex size-4 items-center justify-center rounded-sm border border-line-strong/70">
                    <Base.ItemIndicator>
                      <Check aria-hidden className="size-3! text-accent!" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="one-line flex-1">{option.label}</span>
                  {option.hint ? <span className="tabular text-xs text-faint">{option.hint}</span> : null}
                </Base.Item>
              )}
            </Base.List>
            {value.length > 0 ? (
              <button
                type="button"
                className="h-9 shrink-0 border-t border-line text-sm text-accent hover:bg-hover"
                onClick={() => onChange([])}
              >
                {all}
              </button>
            ) : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
