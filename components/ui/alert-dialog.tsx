"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { buttonClasses } from "./button-classes.ts";
import { backdropClasses } from "./dialog-classes.ts";

interface AlertDialogProps {
  readonly trigger: ReactElement;
  readonly title: string;
  /** What happens, to what, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb and its object: "Remove account". */
  readonly confirmLabel: string;
  /** Closes the dialog when it resolves; stays open when it rejects, and the rejection is the caller's to show. */
  readonly onConfirm: () => Promise<void> | void;
}

/** Asks before something that cannot be undone. What can be undone is done at once, with a toast that undoes it. */
export function AlertDialog({ trigger, title, children, confirmLabel, onConfirm }: AlertDialogProps) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  async function confirm() {
    setPending(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setPending(false);
    }
  }
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Backdrop className={backdropClasses} />
        <Base.Popup className="fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong/50 bg-raised p-5 shadow-raised outline-none">
          <Base.Title className="text-lg font-semibold">{title}</Base.Title>
          <Base.Description render={<div />} className="mt-1 text-sm text-muted">
            {children}
          </Base.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Base.Close className={buttonClasses({ variant: "secondary" })}>Cancel</Base.Close>
            <Button variant="danger" pending={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
