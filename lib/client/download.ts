/** Hands `content` to the browser as a file. Browser only. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by the next task; until then the address must live.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A title as a file name: `Cold starts by runtime` → `cold-starts-by-runtime`. */
export function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 80) || "lamplight"
  );
}
