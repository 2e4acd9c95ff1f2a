"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClasses } from "./button-classes.ts";

interface ToastMessage {
  /** What has happened: "3 findings suppressed". */
  readonly title: string;
  readonly description?: string;
  readonly tone?: "neutral" | "critical";
  /** Takes it back, and says in a toast of its own what came of it; offered for ten seconds. */
  readonly undo?: () => Promise<void>;
}

/** Where toasts appear. Part of the frame. */
export function ToastRegion({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="flex items-start gap-3 rounded-md border border-line-strong/50 bg-raised p-3 shadow-raised data-limited:hidden data-[type=critical]:border-critical"
    >
      <Base.Content className="flex min-w-0 flex-1 items-start gap-3">
        <div className="min-w-0 flex-1">
          <Base.Title className="text-sm font-medium text-ink" />
          <Base.Description className="mt-0.5 text-sm text-muted" />
        </div>
        <Base.Action className={buttonClasses({ size: "sm" })} />
      </Base.Content>
      <Base.Close aria-label="Dismiss" className={buttonClasses({ variant: "quiet", size: "icon-sm" })}>
        <X aria-hidden />
      </Base.Close>
    </Base.Root>
  ));
}

/** Shows a message that needs no answer, with undo where the action can be taken back. */
export function useToast(): (message: ToastMessage) => void {
  const manager = Base.useToastManager();
  return ({ title, description, tone = "neutral", undo }) => {
    const id = manager.add({
      title,
      ...(description ? { description } : {}),
      type: tone,
      priority: tone === "critical" ? "high" : "low",
      timeout: undo ? 10_000 : 6000,
      ...(undo
        ? {
            actionProps: {
              children: "Undo",
              onClick: () => {
                // Stays until it is done: whoever leaves the page before would not know whether it was taken back.
                manager.update(id, { title: "Taking it back…", description: "", actionProps: undefined, timeout: 0 });
                void undo().finally(() => manager.close(id));
              },
            },
          }
        : {}),
    });
  };
}
