import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";

interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong and what to enter instead. */
  readonly error?: string | undefined;
  readonly className?: string;
  readonly name?: string;
  readonly children: ReactNode;
}

/** A control with its label, help and error, wired together for assistive technology. */
export function Field({ label, help, error, className, name, children }: FieldProps) {
  return (
    <Base.Root invalid={error !== undefined} {...(name ? { name } : {})} className={cn("grid gap-1", className)}>
      <Base.Label className="text-xs font-medium text-muted">{label}</Base.Label>
      {children}
      {help ? <Base.Description className="text-xs text-faint">{help}</Base.Description> : null}
      {error ? (
        <Base.Error match className="text-xs text-critical">
          {error}
        </Base.Error>
      ) : null}
    </Base.Root>
  );
}
