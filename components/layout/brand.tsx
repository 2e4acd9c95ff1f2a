/** The mark: a lamp that is lit, with the filament as an L. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="7" fill="#1c1a17" />
      <path
        d="M16 5.5a8.6 8.6 0 0 0-4.9 15.7c.8.6 1.3 1.4 1.4 2.3h7c.1-.9.6-1.7 1.4-2.3A8.6 8.6 0 0 0 16 5.5Z"
        fill="#f2b33d"
      />
      <path
        d="M12.6 14.2 16 17.6l3.4-3.4M16 17.6v5.9"
        fill="none"
        stroke="#1c1a17"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M13 26.2h6" stroke="#f2b33d" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** Mark and name. */
export function Brand({ collapsed = false }: { readonly collapsed?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark className="size-6 shrink-0 rounded-sm" />
      <span className={collapsed ? "sr-only" : "text-base font-semibold tracking-tight text-ink"}>Lamplight</span>
    </span>
  );
}
