"use client";

import { useEffect } from "react";
import { documentOfAnchor } from "#lib/domain/roles/statement-anchor.ts";

/**
 * Lights the statement that the address names, unfolds what hides it and takes the focus there. A browser does most of
 * this by itself, but not for a page that is drawn later than its address changes. A statement that is gone leads to its
 * document.
 */
export function StatementTarget() {
  useEffect(() => {
    show();
    window.addEventListener("hashchange", show);
    return () => window.removeEventListener("hashchange", show);
  }, []);
  return null;
}

function show() {
  for (const lit of document.querySelectorAll<HTMLElement>("[data-target]")) delete lit.dataset.target;
  const element = targetOf(window.location.hash.slice(1));
  if (element === null) return;
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  element.dataset.target = "";
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
}

function targetOf(anchor: string): HTMLElement | null {
  if (anchor === "") return null;
  const inDocument = documentOfAnchor(anchor);
  return document.getElementById(anchor) ?? (inDocument ? document.getElementById(inDocument) : null);
}
