/** Requests to the frame from anywhere on the page, as DOM events: nobody needs a reference to it. */
const openCommand = "lamplight:open-command-menu";
const openShortcuts = "lamplight:open-shortcuts";

export function openCommandMenu(): void {
  window.dispatchEvent(new Event(openCommand));
}

export function openShortcutSheet(): void {
  window.dispatchEvent(new Event(openShortcuts));
}

/** Calls `listener` on each request; returns the function that stops it. */
export function onOpenCommandMenu(listener: () => void): () => void {
  return listen(openCommand, listener);
}

export function onOpenShortcutSheet(listener: () => void): () => void {
  return listen(openShortcuts, listener);
}

function listen(name: string, listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}
