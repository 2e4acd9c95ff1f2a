import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import { useId } from "react";

interface RadioGroupProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string; readonly help?: string }[];
  readonly value?: T;
  readonly defaultValue?: T;
  readonly name?: string;
  readonly onChange?: (value: T) => void;
}

/** One of a few, all in sight. */
export function RadioGroup<T extends string>({
  label,
  options,
  value,
  defaultValue,
  name,
  onChange,
}: RadioGroupProps<T>) {
  const id = useId();
  return (
    <Base<T>
      aria-label={label}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(name ? { name } : {})}
      {...(onChange ? { onValueChange: onChange } : {})}
      className="grid gap-1.5"
    >
      <span aria-hidden className="text-xs font-medium text-muted">
        {label}
      </span>
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside.
        <label key={option.value} className="flex items-start gap-2 text-sm">
          <Radio.Root
            value={option.value}
            // Named before scripts have run, too: the label around it is wired up only then.
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={option.help ? `${id}-${option.value}-help` : undefined}
            className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface data-checked:border-accent"
          >
            <Radio.Indicator className="size-2 rounded-full bg-accent" />
          </Radio.Root>
          <span>
            <span id={`${id}-${option.value}`}>{option.label}</span>
            {option.help ? (
              <span id={`${id}-${option.value}-help`} className="block text-xs text-faint">
                {option.help}
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </Base>
  );
}
