import { cn } from "#lib/client/class-names.ts";

/** The initials of a person: nothing is fetched from anywhere. */
export function Avatar({ name, className }: { readonly name: string; readonly className?: string }) {
  const initials = name
    .split(/[\s.@_-]+/u)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-pressed text-2xs font-semibold text-ink",
        className,
      )}
    >
      {initials || "?"}
    </span>
  );
}
