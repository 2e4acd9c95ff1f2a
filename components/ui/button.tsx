import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";
import { type ButtonLook, buttonClasses } from "./button-classes.ts";

export interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** Shows that the action runs: the button stays as wide as it was and cannot be pressed again. */
  readonly pending?: boolean;
}

/** A button. Its text is a verb that says what happens ("Suppress 3 findings"). */
export function Button({
  className,
  variant,
  size,
  pending = false,
  disabled,
  type = "button",
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-busy={pending || undefined}
      disabled={disabled === true || pending}
      className={cn(buttonClasses({ variant, size }), pending && "opacity-60", className)}
    />
  );
}
