import { cn } from "#lib/client/class-names.ts";

/** A thin line between groups. */
export function Separator({
  vertical = false,
  className,
}: {
  readonly vertical?: boolean;
  readonly className?: string;
}) {
  return (
    <hr
      aria-orientation={vertical ? "vertical" : "horizontal"}
      className={cn("border-0 bg-line", vertical ? "mx-1 h-5 w-px" : "my-1 h-px w-full", className)}
    />
  );
}
