"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { withScope } from "#lib/client/scope.ts";
import { onOpenShortcutSheet } from "./frame-events.ts";
import { pages } from "./pages.ts";

/** True where keys are text: shortcuts keep out of the way. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null)
  );
}

const everywhere = [
  ["⌘ K", "Search and commands"],
  ["/", "Filter this page"],
  ["j", "Next row"],
  ["k", "Previous row"],
  ["Enter", "Open the row"],
  ["Space", "Select the row"],
  ["p", "Into the row’s panel"],
  ["Esc", "Back to the row"],
  ["?", "These shortcuts"],
] as const;

/** Keys that work on every page, and the sheet that lists them. Anything marked `data-shortcut="filter"` takes `/`. */
export function KeyboardShortcuts() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let goingUntil = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.timeStamp < goingUntil) {
        goingUntil = 0;
        const page = pages.find(({ key }) => key === event.key);
        if (page) {
          event.preventDefault();
          router.push(withScope(page.href, new URLSearchParams(window.location.search)));
        }
      } else if (event.key === "g") {
        goingUntil = event.timeStamp + 1200;
      } else if (event.key === "?") {
        setOpen(true);
      } else if (event.key === "/") {
        const filter = document.querySelector<HTMLElement>("[data-shortcut=filter]");
        if (!filter) return;
        event.preventDefault();
        filter.focus();
      }
    }
    window.addEventListener("keydown", onKeyDown);
    const stop = onOpenShortcutSheet(() => setOpen(true));
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      stop();
    };
  }, [router]);

  return (
    <Dialog title="Keyboard shortcuts" open={open} onOpenChange={setOpen}>
      <div className="grid gap-6 sm:grid-cols-2">
        <ShortcutList title="Everywhere" rows={everywhere} />
        <ShortcutList title="Go to" rows={pages.map((page) => [`g ${page.key}`, page.title] as const)} />
      </div>
    </Dialog>
  );
}

function ShortcutList({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [keys: string, label: string])[];
}) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-faint">{title}</h3>
      <dl className="grid gap-1.5">
        {rows.map(([keys, label]) => (
          <div key={keys} className="flex items-center justify-between gap-4">
            <dt className="text-sm text-muted">{label}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
