/** Keys as they are pressed, one after the other: `g f`, `⌘ K`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong/50 bg-sunken px-1 text-2xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
