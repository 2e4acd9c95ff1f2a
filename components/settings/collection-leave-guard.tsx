"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** While `active`, asks before a link leads away, and lets the browser ask before the tab is closed or reloaded. */
export function CollectionLeaveGuard({ active }: { readonly active: boolean }) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<string | null>(null);
  useEffect(() => {
    if (!active) return;
    function beforeUnload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    function click(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.target === "_blank" || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)
        return;
      const to = new URL(link.href);
      if (to.origin !== location.origin || to.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving(`${to.pathname}${to.search}${to.hash}`);
    }
    addEventListener("beforeunload", beforeUnload);
    // Before the router sees the click.
    document.addEventListener("click", click, true);
    return () => {
      removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("click", click, true);
    };
  }, [active]);
  return (
    <Dialog
      title="Leave without saving?"
      open={leaving !== null}
      onOpenChange={() => setLeaving(null)}
      footer={
        <>
          <Button onClick={() => setLeaving(null)}>Stay here</Button>
          <Button
            variant="danger"
            onClick={() => {
              if (leaving) router.push(leaving);
              setLeaving(null);
            }}
          >
            Leave and discard
          </Button>
        </>
      }
    >
      <p className="text-sm text-muted">What you changed on this page is not saved yet.</p>
    </Dialog>
  );
}
