import type { ReactElement } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ButtonProps, "children" | "size"> {
  /** Says what happens, read aloud and shown on hover and focus. */
  readonly label: string;
  readonly icon: ReactElement;
  readonly size?: "icon" | "icon-sm";
}

/** A button of one icon, with its name in a tooltip. */
export function IconButton({ label, icon, variant = "quiet", size = "icon", ...props }: IconButtonProps) {
  return (
    <Tooltip
      trigger={
        <Button {...props} variant={variant} size={size} aria-label={label}>
          {icon}
        </Button>
      }
    >
      {label}
    </Tooltip>
  );
}
