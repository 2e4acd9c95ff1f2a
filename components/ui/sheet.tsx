import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";
import { buttonClasses } from "./button-classes.ts";
import { backdropClasses } from "./dialog-classes.ts";

interface SheetProps {
  readonly trigger?: ReactElement;
  readonly title: string;
  readonly children: ReactNode;
  readonly side?: "left" | "right";
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

const sides = {
  left: "left-0 border-r data-starting-style:-translate-x-full data-ending-style:-translate-x-full",
  right: "right-0 border-l data-starting-style:translate-x-full data-ending-style:translate-x-full",
};

/** A panel from the edge: navigation and facets on small screens, details on large ones. */
export function Sheet({ trigger, title, children, side = "right", open, onOpenChange }: SheetProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClasses} />
        <Base.Popup
          className={cn(
            "fixed inset-y-0 z-50 flex w-[min(24rem,calc(100vw-2.5rem))] flex-col border-line-strong/50 bg-raised shadow-raised outline-none transition-transform duration-150",
            sides[side],
          )}
        >
          <header className="flex items-center justify-between border-b border-line px-4 py-2.5">
            <Base.Title className="text-base font-semibold">{title}</Base.Title>
            <Base.Close aria-label="Close" className={buttonClasses({ variant: "quiet", size: "icon-sm" })}>
              <X aria-hidden />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
