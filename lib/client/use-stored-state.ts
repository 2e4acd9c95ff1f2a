"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const changed = "lamplight:stored-state";

function subscribe(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(changed, listener);
  };
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch (error) {
    // Storage may be switched off in the browser; preferences then last as long as the page.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/**
 * A preference kept in this browser. `parse` turns what is stored (or null) into a valid value, so an older or a
 * broken entry falls back to the default. It must not change between renders.
 */
export function useStoredState<T>(key: string, parse: (stored: string | null) => T): [T, (value: T) => void] {
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const value = useMemo(() => parse(stored), [parse, stored]);
  const set = useCallback(
    (next: T) => {
      try {
        window.localStorage.setItem(key, JSON.stringify(next));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
      window.dispatchEvent(new Event(changed));
    },
    [key],
  );
  return [value, set];
}
