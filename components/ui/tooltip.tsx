import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

interface TooltipProps {
  /** What is explained. It must be focusable, so that the keyboard reaches the explanation too. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly side?: "top" | "bottom" | "left" | "right";
}

/** A sentence about what is pointed at or focused. Nothing that is needed may live only here. */
export function Tooltip({ trigger, children, side = "top" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} delay={250} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="max-w-72 rounded-md border border-line-strong/50 bg-raised px-2.5 py-1.5 text-xs text-ink shadow-raised data-instant:transition-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
