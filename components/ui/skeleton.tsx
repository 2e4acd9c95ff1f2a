import { cn } from "#lib/client/class-names.ts";

/** A grey bar where something will stand. Shows only after 200 ms, so that what is fast never flickers. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cn("appear-late h-4 rounded-sm bg-pressed", className)} />;
}
