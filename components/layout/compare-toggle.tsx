import { Scale } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/client/class-names.ts";

interface CompareToggleProps {
  readonly value: boolean;
  readonly disabled: boolean;
  readonly onChange: (compare: boolean) => void;
}

/** Compares with the period of the same length before. */
export function CompareToggle({ value, disabled, onChange }: CompareToggleProps) {
  return (
    <Button
      size="sm"
      variant="quiet"
      aria-pressed={value}
      disabled={disabled}
      className={cn(value && "bg-accent-soft text-accent hover:text-accent")}
      onClick={() => onChange(!value)}
    >
      <Scale aria-hidden className="size-3.5!" />
      Compare
    </Button>
  );
}
