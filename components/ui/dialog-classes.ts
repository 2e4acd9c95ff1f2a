/** Shared by dialogs and sheets. */
export const backdropClasses =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";
export const popupClasses = "rounded-md border border-line-strong/50 bg-raised text-ink shadow-raised outline-none";
export const itemClasses =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm text-ink outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint";
