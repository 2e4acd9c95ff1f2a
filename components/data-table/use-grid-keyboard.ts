"use client";

import { type RefObject, useEffect, useState } from "react";

interface GridKeyboard {
  readonly container: RefObject<HTMLElement | null>;
  /** Essentials of the active row, where the table has them. */
  readonly panel: RefObject<HTMLElement | null>;
  readonly total: number;
  readonly scrollTo: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onToggle: (index: number) => void;
}

const typing =
  "input, textarea, select, button, summary, [role=dialog], [role=menu], [role=listbox], [contenteditable=true]";

/**
 * Walks the rows: j/k and arrows move, Home/End jump, Enter opens, Space selects; p goes into the panel of the active row
 * and Escape back to the row, since there are too many links on the way for Tab. Keys count anywhere on the page except
 * where they are text or press something else; on a page of several tables they are those of the one that has the
 * focus, else of the one that had it last.
 */
export function useGridKeyboard({
  container,
  panel,
  total,
  scrollTo,
  onOpen,
  onToggle,
}: GridKeyboard): [number | null, (index: number | null) => void] {
  const [active, setActive] = useState<number | null>(null);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (active !== null && event.key === "Escape" && target !== null && panel.current?.contains(target)) {
        return focusRow(container, active);
      }
      const inside = target !== null && container.current?.contains(target) === true;
      // What stands in the panel has its own use for these: texts scroll, links open.
      if ((event.key === "Enter" || event.key === " ") && target !== panel.current && panel.current?.contains(target))
        return;
      if (!isAddressed(container.current, target)) return;
      if (target?.closest(typing) || (!inside && target !== document.body && target?.closest("main") === null)) return;
      const next = moved(event.key, inside, active, total);
      if (next !== null) {
        event.preventDefault();
        setActive(next);
        scrollTo(next);
      } else if (active !== null && event.key === "Enter" && target?.closest("a") === null) {
        onOpen(active);
      } else if (active !== null && event.key === " ") {
        event.preventDefault();
        onToggle(active);
      } else if (active !== null && event.key === "p") {
        panel.current?.focus();
      } else if (event.key === "Escape") {
        setActive(null);
      }
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [active, container, panel, onOpen, onToggle, scrollTo, total]);

  useEffect(() => {
    if (active !== null) focusRow(container, active);
  }, [active, container]);

  return [active, setActive];
}

/** The table, with its panel, that had the focus when a key was pressed last. */
let lastAddressed: Element | null = null;

function isAddressed(container: HTMLElement | null, target: Element | null): boolean {
  const own = container?.closest("[data-grid]") ?? null;
  const focused = target?.closest("[data-grid]") ?? null;
  if (focused !== null) lastAddressed = focused;
  else if (lastAddressed?.isConnected !== true) lastAddressed = document.querySelector("[data-grid]");
  return own !== null && own === lastAddressed;
}

function focusRow(container: RefObject<HTMLElement | null>, index: number): void {
  container.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
}

/** The index a key leads to, or null when it does not move. Arrows move only inside the table: elsewhere they scroll. */
function moved(key: string, inside: boolean, active: number | null, total: number): number | null {
  if (total === 0) return null;
  const last = total - 1;
  if (key === "j" || (inside && key === "ArrowDown")) return active === null ? 0 : Math.min(active + 1, last);
  if (key === "k" || (inside && key === "ArrowUp")) return active === null ? 0 : Math.max(active - 1, 0);
  if (inside && key === "Home") return 0;
  if (inside && key === "End") return last;
  return null;
}
