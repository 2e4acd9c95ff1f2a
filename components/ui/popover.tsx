import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";
import { popupClasses } from "./dialog-classes.ts";

interface PopoverProps {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  /** Read aloud; shown when `showTitle`. */
  readonly title: string;
  readonly showTitle?: boolean;
  readonly align?: "start" | "center" | "end";
  readonly side?: "top" | "bottom" | "left" | "right";
  readonly className?: string;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

/** A small panel beside what opened it. */
export function Popover({
  trigger,
  children,
  title,
  showTitle = false,
  align = "start",
  side = "bottom",
  className,
  open,
  onOpenChange,
}: PopoverProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            className={cn(
              popupClasses,
              "max-h-(--available-height) max-w-[calc(100vw-1rem)] overflow-y-auto p-3",
              className,
            )}
          >
            <Base.Title className={showTitle ? "mb-2 text-sm font-semibold" : "sr-only"}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
